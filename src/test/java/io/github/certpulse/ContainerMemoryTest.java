package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the service may take of the memory fits the limit of its container.
@Fast
class ContainerMemoryTest {
    /// Stacks of threads, the garbage collector's own, what libraries take from the system.
    private static final long FOR_THE_REST = 80;
    private final String image = Files.readString(Path.of("docker/Dockerfile"));
    private final String compose = Files.readString(Path.of("docker/compose.yml"));

    ContainerMemoryTest() throws IOException {}

    @Test
    void heapBuffersClassesAndCodeFitTheLimitTogether() {
        var limit = number(compose, "mem_limit: (\\d+)m");
        var heap = limit * number(image, "MaxRAMPercentage=(\\d+)") / 100;
        var besides = number(image, "MaxDirectMemorySize=(\\d+)m") + number(image, "MaxMetaspaceSize=(\\d+)m")
                + number(image, "ReservedCodeCacheSize=(\\d+)m");
        assertThat(heap).isGreaterThanOrEqualTo(256);
        assertThat(heap + besides + FOR_THE_REST).isLessThanOrEqualTo(limit);
    }

    @Test
    void everyWayToStartBoundsWhatLiesOutsideTheHeap() throws IOException {
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
