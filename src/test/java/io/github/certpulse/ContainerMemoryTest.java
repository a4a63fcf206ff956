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
    private final String image = Files.readString(Path.of("docker/Dockerfile"));
    private final String compose = Files.readString(Path.of("docker/compose.yml"));

    ContainerMemoryTest() throws IOException {}

    @Test
    void heapBuffersClassesAndCodeFitTheContainersLimit() {
        var limit = number(compose, "mem_limit: (\\d+)m");
        var heap = limit * number(image, "MaxRAMPercentage=(\\d+)") / 100;
        var otherLimits = number(image, "MaxDirectMemorySize=(\\d+)m") + number(image, "MaxMetaspaceSize=(\\d+)m")
                + number(image, "ReservedCodeCacheSize=(\\d+)m");
        assertThat(heap).isGreaterThanOrEqualTo(256);
        assertThat(heap + otherLimits + OTHER_MEMORY).isLessThanOrEqualTo(limit);
    }

    @Test
    void everyWayToStartLimitsTheBuffersOutsideTheHeap() throws IOException {
        for (var file : List.of("docker/Dockerfile", "src/site/markdown/operation.md", "pom.xml")) {
            assertThat(Files.readString(Path.of(file))).as(file).contains("-XX:MaxDirectMemorySize=64m");
        }
    }

    private static long number(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return Long.parseLong(found.group(1));
    }
}
