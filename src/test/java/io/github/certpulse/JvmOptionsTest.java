package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@Fast
class JvmOptionsTest {

    @Test
    void areAcceptedByTheJvmAndTakeEffect() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(java, "@src/main/operation/certpulse.options", "-XX:+PrintFlagsFinal", "-version")
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("UseSerialGC += true")
                .containsPattern("MaxHeapSize += " + (256L << 20))
                .containsPattern("MaxDirectMemorySize += " + (48L << 20))
                .containsPattern("ExitOnOutOfMemoryError += true")
                .doesNotContain("warning");
    }
}
