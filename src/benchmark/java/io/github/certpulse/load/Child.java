package io.github.certpulse.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A JVM with this one's class path that answers each line of its input with a line. It ends when its input ends, so
/// also when this process is killed.
public final class Child implements AutoCloseable {
    private static final int SECONDS_TO_END = 10;
    private final Process process;
    private final BufferedReader answers;

    private Child(Process process) {
        this.process = process;
        this.answers = process.inputReader(UTF_8);
    }

    public static Child start(Class<?> main, Map<String, String> environment) {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms512m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName());
        builder.environment().putAll(environment);
        try {
            return new Child(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asks, and waits for the answer.
    public String ask(String line) {
        try {
            var writer = process.outputWriter(UTF_8);
            writer.write(line);
            writer.newLine();
            writer.flush();
            return Optional.ofNullable(answers.readLine())
                    .orElseThrow(() -> new IllegalStateException("The process ended: " + process.info()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the process's input, so that it ends by itself.
    @Override
    public void close() {
        try {
            process.outputWriter(UTF_8).close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
