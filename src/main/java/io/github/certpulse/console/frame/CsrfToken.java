package io.github.certpulse.console.frame;

import io.github.certpulse.platform.secret.Keys;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;

/// A text that our pages contain and other sites cannot compute: HMAC-SHA256 of the session's token, in Base64url.
@Singleton
class CsrfToken {
    private final List<SecretKey> keys;

    CsrfToken(Keys keys) {
        this.keys = keys.deriveAll("csrf", "HmacSHA256");
    }

    String derive(String session) {
        return derive(session, keys.getFirst());
    }

    private static String derive(String session, SecretKey key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Keys.hmac(key, session.getBytes(StandardCharsets.UTF_8)));
    }

    boolean isValid(String session, @Nullable String token) {
        return token != null && keys.stream()
                .anyMatch(
                        key -> MessageDigest.isEqual(
                                derive(session, key).getBytes(StandardCharsets.UTF_8),
                                token.getBytes(StandardCharsets.UTF_8)));
    }
}
