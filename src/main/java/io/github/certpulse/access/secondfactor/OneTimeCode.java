package io.github.certpulse.access.secondfactor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/// Codes that follow from a key and the time (TOTP, RFC 6238): six digits, a new code every 30 seconds, HMAC-SHA-1,
/// which is what all apps for such codes understand.
///
/// @param key 160 bits, as long as RFC 4226 recommends
record OneTimeCode(byte[] key) {
    private static final int KEY_BYTES = 20;
    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator();
    private static final Pattern WRITTEN = Pattern.compile("[0-9]{6}");
    /// A clock may differ by a step in both directions.
    private static final int MAX_STEPS_OFF = 1;

    static OneTimeCode random(SecureRandom random) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new OneTimeCode(key);
    }

    /// Whether a text is written like a code.
    static boolean isWrittenLikeOne(String text) {
        return WRITTEN.matcher(text).matches();
    }

    /// The time step of a code; empty where the code is not of the current step, the one before or the one after.
    OptionalLong stepOf(String code, Instant now) {
        var current = now.getEpochSecond() / CODES.getTimeStep().toSeconds();
        return LongStream.rangeClosed(current - MAX_STEPS_OFF, current + MAX_STEPS_OFF)
                .filter(step -> isOfStep(code, step))
                .findFirst();
    }

    private boolean isOfStep(String code, long step) {
        try {
            var time = Instant.ofEpochSecond(step * CODES.getTimeStep().toSeconds());
            var right = CODES.generateOneTimePasswordString(new SecretKeySpec(key, CODES.getAlgorithm()), time);
            return MessageDigest.isEqual(
                    right.getBytes(StandardCharsets.UTF_8),
                    code.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The key for people who type it: Base32 (RFC 4648).
    String text() {
        return Base32.toBase32String(key);
    }

    /// The key for apps, which read it as a QR code: an address of the scheme `otpauth`.
    ///
    /// @param username the account in the app's list; letters, digits, dots and dashes
    String uri(String username) {
        return "otpauth://totp/CertPulse:%s?secret=%s&issuer=CertPulse".formatted(username, text());
    }
}
