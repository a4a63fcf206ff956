package io.github.certpulse.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The command with which the guides tell operators to start the jar. It is read from them, so that the figures hold
/// for what operators do.
public final class OperatorsCommand {
    private static final List<Path> GUIDES = List.of(Path.of("README.md"), Path.of("src/site/markdown/operation.md"));
    /// Where the jar and its libraries lie after `mvn package`.
    public static final Path DIRECTORY = Path.of("target");
    private static final String JAR = "certpulse.jar";
    private static final Path CACHE = Path.of("certpulse.aot");

    private OperatorsCommand() {}

    /// The command as it stands, with this JVM's Java.
    public static List<String> asItStands() {
        if (!Files.exists(DIRECTORY.resolve(JAR))) {
            throw new IllegalStateException("There is no target/certpulse.jar; make it with mvn package -DskipTests");
        }
        var words = new ArrayList<>(
                GUIDES.stream()
                        .flatMap(OperatorsCommand::lines)
                        .filter(line -> line.matches("java .*-jar (target/)?certpulse\\.jar"))
                        .findFirst()
                        .map(line -> List.of(line.split(" ")))
                        .orElseThrow());
        words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.set(words.size() - 1, JAR);
        return words;
    }

    /// The command without the cache of classes that the build makes ahead of time (`mvn package -Paot`).
    public static List<String> withoutCache() {
        return with("-XX:AOTMode=off");
    }

    /// The command with that cache.
    public static List<String> withCache() {
        return with("-XX:AOTCache=" + CACHE);
    }

    private static List<String> with(String option) {
        var words = new ArrayList<>(asItStands());
        words.add(words.indexOf("-jar"), option);
        return words;
    }

    /// Whether the build has made that cache.
    public static boolean hasCache() {
        return Files.exists(DIRECTORY.resolve(CACHE));
    }

    private static Stream<String> lines(Path guide) {
        try {
            return Files.readString(guide).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
