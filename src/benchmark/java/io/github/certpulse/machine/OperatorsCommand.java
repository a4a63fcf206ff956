package io.github.certpulse.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command with which the guide tells operators to start the jar. It is read from there, so that the figures hold
/// for what operators do.
public final class OperatorsCommand {
    private static final Path GUIDE = Path.of("src/site/markdown/operation.md");
    /// Where the jar and its libraries lie after `mvn package`.
    public static final Path DIRECTORY = Path.of("target");
    private static final String JAR = "certpulse.jar";
    private static final String CACHE = "certpulse.aot";
    private static final String CACHE_OPTION = "-XX:AOTCache=";
    private static final int MILLION = 1_000_000;
    /// What the guide says about memory: this much for a million responses, and so much more for each further million.
    private static final int HEAP_MEGABYTES = 256;
    private static final int HEAP_MEGABYTES_PER_MILLION = 200;

    private OperatorsCommand() {}

    /// The command as it stands, with this JVM's Java; without the cache of classes where the build made none.
    public static List<String> asItStands() {
        if (!Files.exists(DIRECTORY.resolve(JAR))) {
            throw new IllegalStateException("There is no target/certpulse.jar; make it with mvn package -DskipTests");
        }
        var words = new ArrayList<>(line());
        words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.removeIf(word -> word.startsWith(CACHE_OPTION) && !hasCache());
        return words;
    }

    /// The command without the cache of classes that the build makes ahead of time (`mvn package -Paot`).
    public static List<String> withoutCache() {
        return asItStands().stream().filter(word -> !word.startsWith(CACHE_OPTION)).toList();
    }

    /// The command with that cache.
    public static List<String> withCache() {
        var words = new ArrayList<>(withoutCache());
        words.add(words.indexOf("-jar"), CACHE_OPTION + CACHE);
        return words;
    }

    /// The command as it stands, with the heap that the guide advises for this many responses.
    public static List<String> forResponses(int responses) {
        var words = new ArrayList<>(asItStands());
        if (responses > MILLION) {
            var further = Math.ceilDiv(responses - MILLION, MILLION);
            words.add(
                    words.indexOf("-jar"),
                    "-Xmx%dm".formatted(HEAP_MEGABYTES + further * HEAP_MEGABYTES_PER_MILLION));
        }
        return words;
    }

    /// Whether the build has made that cache.
    public static boolean hasCache() {
        return Files.exists(DIRECTORY.resolve(CACHE));
    }

    private static List<String> line() {
        try {
            return Files.readAllLines(GUIDE)
                    .stream()
                    .filter(line -> line.matches("java .*-jar certpulse\\.jar"))
                    .findFirst()
                    .map(line -> List.of(line.split(" ")))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
