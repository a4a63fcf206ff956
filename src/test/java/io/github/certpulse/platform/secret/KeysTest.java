package io.github.certpulse.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Fast
class KeysTest {
    @TempDir
    Path directory;

    @Test
    void derivesTheSameKeyAtEveryStartAndDifferentKeysForPurposes() {
        var keys = Secrets.keys(Secrets.ONE);
        var again = Secrets.keys(Secrets.ONE);
        assertThat(keys.derive("tokens", "HmacSHA256").getEncoded()).hasSize(32)
                .isEqualTo(again.derive("tokens", "HmacSHA256").getEncoded())
                .isNotEqualTo(keys.derive("contacts", "HmacSHA256").getEncoded());
    }

    @Test
    void derivesKeysFromThePreviousSecretsAfterTheCurrentOne() {
        var replaced = Secrets.keys(Secrets.OTHER, Secrets.ONE);
        assertThat(replaced.deriveAll("tokens", "AES")).containsExactly(
                Secrets.keys(Secrets.OTHER).derive("tokens", "AES"),
                Secrets.keys(Secrets.ONE).derive("tokens", "AES"));
        assertThat(replaced.derive("tokens", "AES")).isEqualTo(Secrets.keys(Secrets.OTHER).derive("tokens", "AES"));
        assertThat(replaced.hasPreviousSecrets()).isTrue();
        assertThat(Secrets.keys(Secrets.OTHER).hasPreviousSecrets()).isFalse();
    }

    @Test
    void makesASecretOnceInAFileThatOnlyItsOwnerReads() throws Exception {
        var kept = new DataConfiguration(directory.resolve("new").toString(), Optional.empty(), Optional.of(""));
        assertThat(new Keys(kept).derive("tokens", "AES")).isEqualTo(new Keys(kept).derive("tokens", "AES"));
        var file = directory.resolve("new/secret.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(Base64.getDecoder().decode(Files.readString(file))).hasSize(32);
    }

    @Test
    void makesOneSecretForServicesThatStartAtOnce() throws Exception {
        var shared = new DataConfiguration(directory.resolve("shared").toString(), Optional.empty(), Optional.of(""));
        try (var starts = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<SecretKey> start = () -> new Keys(shared).derive("tokens", "AES");
            assertThat(starts.invokeAll(Collections.nCopies(20, start))).map(Future::get).containsOnly(start.call());
        }
        try (var files = Files.list(directory.resolve("shared"))) {
            assertThat(files).containsExactly(directory.resolve("shared/secret.key"));
        }
    }

    @Test
    void refusesAFileWithoutAWholeSecret() throws Exception {
        var kept = new DataConfiguration(directory.toString(), Optional.empty(), Optional.of(""));
        for (var bytes : List.of(0, 31)) {
            Files.writeString(
                    directory.resolve("secret.key"),
                    Base64.getEncoder().encodeToString(new byte[bytes]));
            assertThatThrownBy(() -> new Keys(kept)).hasMessageContaining("secret.key")
                    .hasRootCauseMessage("It has %d bytes instead of 32".formatted(bytes));
        }
    }

    @Test
    void computesHmacAsInTheStandardsTestCase() {
        // RFC 4231, test case 2.
        var key = new javax.crypto.spec.SecretKeySpec("Jefe".getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        assertThat(Keys.hmac(key, "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8))).asHexString()
                .isEqualToIgnoringCase("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
