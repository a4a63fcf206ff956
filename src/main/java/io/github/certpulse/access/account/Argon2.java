package io.github.certpulse.access.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) in one lane, with its cost.
///
/// A hash is written `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`: it contains the cost, so hashes of another cost are
/// checked as well.
///
/// @param kibibytes memory for one hash, released with it
/// @param passes how often that memory is filled
public record Argon2(int kibibytes, int passes) {
    public static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern WRITTEN =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=1\\$([^$]+)\\$([^$]+)");
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    public String hash(String password, byte[] salt) {
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s".formatted(
                kibibytes,
                passes,
                BASE64.encodeToString(salt),
                BASE64.encodeToString(computed(password, salt, HASH_BYTES)));
    }

    /// @throws IllegalArgumentException where the hash is not written as above
    public static boolean matches(String password, String hash) {
        var written = WRITTEN.matcher(hash);
        if (!written.matches()) {
            throw new IllegalArgumentException("not a hash of Argon2id");
        }
        var cost = new Argon2(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
        var expected = Base64.getDecoder().decode(written.group(4));
        var salt = Base64.getDecoder().decode(written.group(3));
        return MessageDigest.isEqual(expected, cost.computed(password, salt, expected.length));
    }

    private byte[] computed(String password, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(kibibytes)
                        .withIterations(passes)
                        .withParallelism(1)
                        .withSalt(salt)
                        .build());
        var hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
