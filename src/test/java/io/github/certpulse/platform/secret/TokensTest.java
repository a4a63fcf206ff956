package io.github.certpulse.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.secret.Tokens.Payload;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Secrets;
import io.github.certpulse.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Fast
class TokensTest {
    private static final String UNSIGNED =
            Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    private final TestClock clock = new TestClock();
    private final Tokens tokens = new Tokens(Secrets.keys(Secrets.ONE), clock);
    private final Payload payload = new Payload("staff", "4711", Map.of("generation", "3"));

    @Test
    void readsATokenThatItSigned() {
        assertThat(tokens.read(tokens.sign(payload, Duration.ofHours(1)), "staff").map(Payload::subject))
                .contains("4711");
        assertThat(
                tokens.read(tokens.sign(payload, Duration.ofHours(1)), "staff")
                        .map(read -> read.claims().get("generation")))
                .contains("3");
    }

    @Test
    void readsATokenOfAPreviousSecretWhileThatIsSet() {
        var token = tokens.sign(payload, Duration.ofHours(1));
        assertThat(new Tokens(Secrets.keys(Secrets.OTHER, Secrets.ONE), clock).read(token, "staff")).isPresent();
        assertThat(
                tokens.read(
                        new Tokens(Secrets.keys(Secrets.OTHER, Secrets.ONE), clock).sign(payload, Duration.ofHours(1)),
                        "staff"))
                .isEmpty();
    }

    @Test
    void refusesAnExpiredToken() {
        var token = tokens.sign(payload, Duration.ofHours(1));
        clock.moveOn(Duration.ofMinutes(59));
        assertThat(tokens.read(token, "staff")).isPresent();
        clock.moveOn(Duration.ofMinutes(2));
        assertThat(tokens.read(token, "staff")).isEmpty();
    }

    @Test
    void refusesATokenForAnotherAudience() {
        assertThat(tokens.read(tokens.sign(payload, Duration.ofHours(1)), "respondent")).isEmpty();
    }

    @Test
    void refusesAChangedUnsignedOrForeignToken() {
        var token = tokens.sign(payload, Duration.ofHours(1));
        var parts = token.split("\\.");
        var forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                                .replace("4711", "4712")
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(tokens.read(parts[0] + "." + forged + "." + parts[2], "staff")).isEmpty();
        assertThat(tokens.read(UNSIGNED + "." + parts[1] + ".", "staff")).isEmpty();
        assertThat(new Tokens(Secrets.keys(Secrets.OTHER), clock).read(token, "staff")).isEmpty();
        assertThat(tokens.read("nonsense", "staff")).isEmpty();
    }
}
