package io.github.certpulse.faults.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A server in a process of its own, which may be started several times, one after another.
public final class ServerProcess {
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final long MILLIS_BETWEEN = 20;
    private static final int SECONDS_TO_END = 30;
    private static final int LINES_OF_OUTPUT = 15;
    private final String name;
    private final Command command;
    private final BooleanSupplier ready;
    private Optional<Process> process = Optional.empty();

    /// How it is started.
    ///
    /// @param environment what is added to this process's
    /// @param output      the file to which it writes
    public record Command(List<String> words, Map<String, String> environment, Path directory, Path output) {
        public Command {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }
    }

    /// @param ready whether it answers
    public ServerProcess(RunDirectory run, String name, Command command, BooleanSupplier ready) {
        this.name = name;
        this.command = command;
        this.ready = ready;
        run.onClose(this::kill);
    }

    public String name() {
        return name;
    }

    public Command command() {
        return command;
    }

    /// Starts it and waits until it answers.
    ///
    /// @throws IllegalStateException if it ends before, or does not answer in 3 minutes
    public void start() {
        launch();
        awaitReady();
    }

    /// Starts it without waiting.
    public synchronized void launch() {
        var builder = new ProcessBuilder(command.words()).directory(command.directory().toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("CERTPULSE_"));
        builder.environment().putAll(command.environment());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(command.output().toFile()));
        try {
            process = Optional.of(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitReady() {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!ready.getAsBoolean()) {
            if (!isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(name + " does not start:\n" + lastOutput());
            }
            try {
                Thread.sleep(MILLIS_BETWEEN);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private String lastOutput() {
        try {
            var lines = Files.readAllLines(command.output());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_OUTPUT), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the process exists; it may be paused.
    public synchronized boolean isAlive() {
        return process.filter(Process::isAlive).isPresent();
    }

    public synchronized long pid() {
        return process.orElseThrow().pid();
    }

    /// Ends it at once (SIGKILL); nothing happens if it is not running.
    public synchronized void kill() {
        process.ifPresent(running -> {
            running.destroyForcibly();
            await(running);
        });
    }

    /// Asks it to end (SIGTERM) and waits; kills it after 30 seconds.
    public synchronized void stop() {
        process.ifPresent(running -> {
            running.destroy();
            if (!await(running)) {
                running.destroyForcibly();
                await(running);
            }
        });
    }

    /// Lets no thread of it run (SIGSTOP) until [#resume].
    public void pause() {
        signal("-STOP");
    }

    /// Lets a paused process run again (SIGCONT).
    public void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            var exit = new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill %s %s ends with %d".formatted(signal, name, exit));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean await(Process ending) {
        try {
            return ending.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
