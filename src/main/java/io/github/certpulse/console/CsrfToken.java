package io.github.certpulse.console;

import io.github.certpulse.shared.Keys;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKey;

/// What a page of ours knows and another site does not: HMAC-SHA256 of the session's token, in Base64url.
@Singleton
class CsrfToken {
    private final SecretKey key;

    CsrfToken(Keys keys) {
        this.key = keys.derive("csrf", "HmacSHA256");
    }

    String of(String session) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Keys.hmac(key, session.getBytes(StandardCharsets.UTF_8)));
    }

    boolean isOf(String session, @Nullable String token) {
        return token != null && MessageDigest.isEqual(of(session).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
