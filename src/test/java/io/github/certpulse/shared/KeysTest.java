package io.github.certpulse.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    private static final String SECRET = Base64.getEncoder().encodeToString("an example of thirty-two bytes!!".getBytes());
    @TempDir
    Path directory;

    @Test
    void derivesTheSameKeyAtEveryStartAndAnotherForEachPurpose() {
        var keys = new Keys(new DataConfiguration(directory.toString(), Optional.of(SECRET)));
        var again = new Keys(new DataConfiguration(directory.toString(), Optional.of(SECRET)));
        assertThat(keys.derive("tokens", "HmacSHA256").getEncoded()).hasSize(32)
                .isEqualTo(again.derive("tokens", "HmacSHA256").getEncoded())
                .isNotEqualTo(keys.derive("contacts", "HmacSHA256").getEncoded());
    }

    @Test
    void makesASecretOnceAndKeepsItForItsOwnerOnly() throws Exception {
        var kept = new DataConfiguration(directory.resolve("new").toString(), Optional.empty());
        assertThat(new Keys(kept).derive("tokens", "AES")).isEqualTo(new Keys(kept).derive("tokens", "AES"));
        var file = directory.resolve("new/secret.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(Base64.getDecoder().decode(Files.readString(file))).hasSize(32);
    }

    @Test
    void computesHmacAsTheStandardSays() {
        // RFC 4231, test case 2.
        var key = new javax.crypto.spec.SecretKeySpec("Jefe".getBytes(), "HmacSHA256");
        assertThat(Keys.hmac(key, "what do ya want for nothing?".getBytes())).asHexString().isEqualToIgnoringCase("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
