package io.github.certpulse.platform.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The service's secret and the keys that are derived from it (HKDF-SHA256, RFC 5869), one for each purpose. The
/// secret is set as `CERTPULSE_SECRET`; without it, one is made at the first start and stored in the data directory. It
/// is read at the start, so that a missing or unreadable secret is noticed then.
///
/// While the secret is being replaced, `CERTPULSE_SECRET_PREVIOUS` contains the previous ones. Signatures and seals of
/// a previous secret stay valid; new ones are made with the current secret only. Keys that must survive all secrets are
/// [LastingKeys].
@Context
public final class Keys {
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final int SECRET_BYTES = 32;
    private final List<byte[]> secrets;

    public Keys(DataConfiguration configuration) {
        var current = configuration.secret()
                .filter(text -> !text.isBlank())
                .map(Keys::decoded)
                .orElseGet(() -> readOrMake(Path.of(configuration.dataDir())));
        var previous = configuration.previousSecrets().stream().map(Keys::decoded);
        this.secrets = Stream.concat(Stream.of(current), previous).toList();
    }

    /// The key for one purpose: 256 bits, the same at every start with the same secret.
    public SecretKey derive(String purpose, String algorithm) {
        return deriveAll(purpose, algorithm).getFirst();
    }

    /// The same from every secret: the current one first, then the previous ones from the newest to the oldest.
    public List<SecretKey> deriveAll(String purpose, String algorithm) {
        return secrets.stream().map(secret -> derive(secret, purpose, algorithm)).toList();
    }

    /// Whether previous secrets are set.
    public boolean hasPreviousSecrets() {
        return secrets.size() > 1;
    }

    private static SecretKey derive(byte[] secret, String purpose, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand(("certpulse " + purpose).getBytes(UTF_8), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// HMAC-SHA256 (RFC 2104) of a message.
    public static byte[] hmac(SecretKey key, byte[] message) {
        return new Hmac(key).of(message);
    }

    private static byte[] readOrMake(Path directory) {
        var file = directory.resolve("secret.key");
        try {
            return Files.exists(file) ? read(file) : make(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The service's secret cannot be read from or written to " + file
                            + "; set CERTPULSE_SECRET or CERTPULSE_DATA_DIR",
                    e);
        }
    }

    /// The file gets its name when it is complete; of services that start at once in one directory, one makes it.
    private static byte[] make(Path file) throws IOException {
        var secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        var directory = Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        // Readable by its owner only.
        var complete = Files.createTempFile(directory, "secret", ".partial");
        try {
            Files.writeString(complete, Base64.getEncoder().encodeToString(secret), StandardOpenOption.SYNC);
            Files.createLink(file, complete);
            LOG.info(
                    "Made the service's secret {}: keep it with the database, and give it to every "
                            + "replica as CERTPULSE_SECRET",
                    file.toAbsolutePath());
            return secret;
        } catch (FileAlreadyExistsException raced) {
            return read(file);
        } finally {
            Files.delete(complete);
        }
    }

    private static byte[] read(Path file) throws IOException {
        var secret = decoded(Files.readString(file));
        if (secret.length < SECRET_BYTES) {
            throw new IOException("It has %d bytes instead of %d".formatted(secret.length, SECRET_BYTES));
        }
        return secret;
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text.strip());
    }
}
