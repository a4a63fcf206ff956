package io.github.certpulse.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.access.signin.KnownDevices.Client;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Secrets;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class KnownDevicesTest {
    private static final Client STRANGER = new Client("10.0.0.1", "");
    private final KnownDevices devices = devices(Secrets.ONE);

    @Test
    void knowADeviceForTheAccountsThatUsedIt() {
        var once = client(devices.cookieFor(STRANGER, "office"));
        assertThat(devices.isKnown(once, "office")).isTrue();
        assertThat(devices.isKnown(once, "viewer")).isFalse();
        var twice = client(devices.cookieFor(once, "viewer"));
        assertThat(devices.isKnown(twice, "office")).isTrue();
        assertThat(devices.isKnown(twice, "viewer")).isTrue();
        assertThat(devices.isKnown(STRANGER, "office")).isFalse();
    }

    @Test
    void forgetTheAccountThatSignedInLongestAgo() {
        var client = client(devices.cookieFor(STRANGER, "first"));
        for (var number = 0; number < 8; number++) {
            client = client(devices.cookieFor(client, "later-" + number));
        }
        assertThat(devices.isKnown(client, "first")).isFalse();
        assertThat(devices.isKnown(client, "later-0")).isTrue();
        assertThat(devices.cookieFor(client, "later-0").getValue()).hasSameSizeAs(client.device());
    }

    @Test
    void acceptMarksOfAPreviousSecretWhileThatIsSet() {
        var known = client(devices.cookieFor(STRANGER, "office"));
        assertThat(devices(Secrets.OTHER, Secrets.ONE).isKnown(known, "office")).isTrue();
        assertThat(devices(Secrets.OTHER).isKnown(known, "office")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "x", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAA",
                    "AAAAAAAAAAAAAAAAAAAAAA.....", "a b.c"})
    void doNotAcceptAnInventedCookie(String value) {
        var invented = devices.clientOf(HttpRequest.GET("/").cookie(Cookie.of("certpulse_device", value)));
        assertThat(devices.isKnown(invented, "office")).isFalse();
        assertThat(devices.isKnown(client(devices.cookieFor(invented, "office")), "office")).isTrue();
    }

    private Client client(Cookie cookie) {
        return devices.clientOf(HttpRequest.GET("/").cookie(cookie));
    }

    private static KnownDevices devices(String secret, String... previous) {
        return new KnownDevices(Secrets.keys(secret, previous), _ -> "10.0.0.1", Optional.empty());
    }
}
