package io.github.certpulse.embedded;

import io.github.certpulse.testing.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// The service in a separate JVM, as an operator starts it.
final class OwnProcess implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private final Process process;
    private final Path output;

    private OwnProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param temporary the temporary directory of the process
    static OwnProcess start(Class<?> main, Path temporary, Map<String, String> settings) {
        try {
            Files.createDirectories(temporary);
            var output = Files.createTempFile(temporary, "output", ".txt");
            var builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.io.tmpdir=" + temporary,
                    "-classpath",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    main.getName());
            builder.environment().keySet().removeIf(name -> name.startsWith("CERTPULSE_"));
            builder.environment().putAll(settings);
            return new OwnProcess(builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OwnProcess awaitStart() {
        Awaitility.await().atMost(TIMEOUT).until(() -> text().contains("/openapi/") || !process.isAlive());
        return this;
    }

    String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Matches a printed line.
    Matcher line(String pattern) {
        var matcher = Pattern.compile("(?m)^\\s*" + pattern).matcher(text());
        if (!matcher.find()) {
            throw new AssertionError("no line " + pattern + " in:\n" + text());
        }
        return matcher;
    }

    Visitor visitor() {
        return Visitor.at(URI.create(line("Console\\s+(http://\\S+)/").group(1)));
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running:\n" + text());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Sends SIGKILL: no shutdown hook runs, the children stay.
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /// Sends SIGTERM.
    void terminate() {
        process.destroy();
        awaitExit();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            terminate();
        }
    }
}
