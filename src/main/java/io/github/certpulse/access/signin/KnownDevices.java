package io.github.certpulse.access.signin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.secret.Keys;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/// Recognises devices from which somebody has signed in to an account before (OWASP, device cookies). A cookie that
/// scripts cannot read contains a random id and, for each of the latest accounts, a mark that only this service can
/// make. The cookie alone signs nobody in.
@Singleton
public class KnownDevices {
    private static final String COOKIE = "certpulse_device";
    private static final Duration LIFE = Duration.ofDays(365);
    private static final String SEPARATOR = ".";
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{22}(\\.[A-Za-z0-9_-]{16}){1,8}");
    private static final int ID_BYTES = 16;
    private static final int MARK_BYTES = 12;
    private static final int MAX_MARKS = 8;
    private final List<SecretKey> keys;
    private final HttpClientAddressResolver addresses;
    private final boolean secure;
    private final SecureRandom random = new SecureRandom();

    KnownDevices(
            Keys keys,
            HttpClientAddressResolver addresses,
            @Property(name = "certpulse.public-url") Optional<String> publicUrl) {
        this.keys = keys.deriveAll("devices", "HmacSHA256");
        this.addresses = addresses;
        this.secure = publicUrl.filter(url -> url.startsWith("https:")).isPresent();
    }

    /// A client that wants to sign in and is not authenticated yet.
    ///
    /// @param device the cookie's value, which may be forged; empty where there is none
    public record Client(String address, String device) {

        /// The id in the cookie; empty where there is none.
        String deviceId() {
            return parts().getFirst();
        }

        private List<String> marks() {
            return parts().subList(1, parts().size());
        }

        private List<String> parts() {
            return List.of(device.split("\\" + SEPARATOR));
        }
    }

    public Client clientOf(HttpRequest<?> request) {
        return new Client(
                addresses.resolve(request),
                request.getCookies()
                        .findCookie(COOKIE)
                        .map(Cookie::getValue)
                        .filter(value -> VALUE.matcher(value).matches())
                        .orElse(""));
    }

    /// Whether somebody has signed in to the account with this device before.
    boolean isKnown(Client client, String username) {
        return keys.stream()
                .map(key -> mark(key, client.deviceId(), username).getBytes(UTF_8))
                .anyMatch(
                        valid -> client.marks()
                                .stream()
                                .anyMatch(mark -> MessageDigest.isEqual(mark.getBytes(UTF_8), valid)));
    }

    /// The cookie with a mark for this account; the device stays known for its other accounts.
    public Cookie cookieFor(Client client, String username) {
        var id = client.device().isEmpty() ? newId() : client.deviceId();
        var mark = mark(keys.getFirst(), id, username);
        var others = client.marks().stream().filter(other -> !other.equals(mark)).limit(MAX_MARKS - 1);
        var value = Stream.concat(Stream.of(id, mark), others).collect(Collectors.joining(SEPARATOR));
        return Cookie.of(COOKIE, value).httpOnly(true).secure(secure).sameSite(SameSite.Strict).path("/").maxAge(LIFE);
    }

    private static String mark(SecretKey key, String id, String username) {
        return base64(Arrays.copyOf(Keys.hmac(key, (id + SEPARATOR + username).getBytes(UTF_8)), MARK_BYTES));
    }

    private String newId() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return new String(Base64.getUrlEncoder().withoutPadding().encode(bytes), US_ASCII);
    }
}
