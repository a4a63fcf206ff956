package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Lines are not too long to be read. The formatter wraps code, but neither literals nor text blocks.
@Fast
class LayoutTest {
    private static final int MAX_COLUMNS = 120;
    private static final int MAX_TEMPLATE_COLUMNS = 160;

    @Test
    void noLineOfJavaIsLongerThan120Characters() throws IOException {
        assertThat(longLines(Path.of("src"), ".java", MAX_COLUMNS)).isEmpty();
    }

    @Test
    void noLineOfAStyleSheetIsLongerThan120Characters() throws IOException {
        assertThat(longLines(Path.of("src/main/resources/static"), ".css", MAX_COLUMNS)).isEmpty();
        assertThat(longLines(Path.of("src/miniprogram"), ".wxss", MAX_COLUMNS)).isEmpty();
    }

    @Test
    void noLineOfATemplateIsLongerThan160Characters() throws IOException {
        assertThat(longLines(Path.of("src/main/resources/views"), ".jte", MAX_TEMPLATE_COLUMNS)).isEmpty();
        assertThat(longLines(Path.of("src/miniprogram"), ".wxml", MAX_TEMPLATE_COLUMNS)).isEmpty();
    }

    /// The long lines as file:line.
    private static List<String> longLines(Path folder, String extension, int max) throws IOException {
        try (var files = Files.walk(folder)) {
            var matching = files.filter(file -> file.toString().endsWith(extension))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .sorted()
                    .toList();
            assertThat(matching).as("%s files in %s", extension, folder).isNotEmpty();
            return matching.stream().flatMap(file -> longLines(file, max)).toList();
        }
    }

    private static Stream<String> longLines(Path file, int max) {
        var lines = lines(file);
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).codePointCount(0, lines.get(i).length()) > max)
                .mapToObj(i -> "%s:%d".formatted(file, i + 1));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
