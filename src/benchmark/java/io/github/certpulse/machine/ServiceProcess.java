package io.github.certpulse.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The service's jar in a process of its own.
public final class ServiceProcess implements AutoCloseable {
    private static final int SECONDS_TO_END = 30;
    private final Process process;
    private final double startSeconds;
    private Optional<RunningJvm> jvm = Optional.empty();

    private ServiceProcess(Process process, double startSeconds) {
        this.process = process;
        this.startSeconds = startSeconds;
    }

    /// Starts the service and returns when it answers.
    ///
    /// @param settings environment variables `CERTPULSE_*`; others of them are not passed on
    /// @param output   the file for what it prints
    public static ServiceProcess start(List<String> command, Map<String, String> settings, Path output) {
        var builder = new ProcessBuilder(command).directory(OperatorsCommand.DIRECTORY.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CERTPULSE_"));
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        try {
            var start = System.nanoTime();
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            FirstAnswer.await(process, Integer.parseInt(settings.get("CERTPULSE_PORT")));
            return new ServiceProcess(process, (System.nanoTime() - start) / 1e9);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From the start of the process to its first answer.
    public double startSeconds() {
        return startSeconds;
    }

    public RunningProcess running() {
        return new RunningProcess(process.pid());
    }

    /// Bytes that all threads have allocated in the heap since the start. The first call connects to the service's
    /// JVM, which takes memory there.
    public long allocatedBytes() {
        if (jvm.isEmpty()) {
            jvm = Optional.of(RunningJvm.of(process.pid()));
        }
        return jvm.get().allocatedBytes();
    }

    /// Ends the service as an operator does (SIGTERM).
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
