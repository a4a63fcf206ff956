package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The memory that the service may use fits the limit of its container.
@Fast
class ContainerMemoryTest {
    /// MB for threads' stacks, the garbage collector and native memory of libraries.
    private static final long OTHER_MEMORY = 80;
    private final String options = Files.readString(Path.of("src/main/operation/certpulse.options"));
    private final String compose = Files.readString(Path.of("docker/compose.yml"));

    ContainerMemoryTest() throws IOException {}

    @Test
    void heapBuffersClassesAndCodeFitTheContainersLimit() {
        var limits = number(options, "-Xmx(\\d+)m") + number(options, "MaxDirectMemorySize=(\\d+)m")
                + number(options, "MaxMetaspaceSize=(\\d+)m")
                + number(options, "ReservedCodeCacheSize=(\\d+)m");
        assertThat(limits + OTHER_MEMORY).isLessThanOrEqualTo(number(compose, "mem_limit: (\\d+)m"));
    }

    @Test
    void everyWayToStartTheJarTakesTheOptions() throws IOException {
        for (var file : List.of("docker/Dockerfile", "src/site/markdown/operation.md", "README.md")) {
            assertThat(Files.readString(Path.of(file))).as(file)
                    .containsPattern("java\"?,? \"?@(target/)?certpulse\\.options");
        }
    }

    private static long number(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return Long.parseLong(found.group(1));
    }
}
