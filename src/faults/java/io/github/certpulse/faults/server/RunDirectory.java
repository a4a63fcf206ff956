package io.github.certpulse.faults.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/// A temporary directory with everything that a run leaves behind, and the processes that it has started. Closing ends
/// the processes and deletes the files; so do Ctrl-C and the end of this JVM.
public final class RunDirectory implements AutoCloseable {
    private final Path path;
    private final Deque<Runnable> atEnd = new ConcurrentLinkedDeque<>();

    private RunDirectory(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    public static RunDirectory create() {
        try {
            return new RunDirectory(Files.createTempDirectory("certpulse-faults").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A directory in it, which is made if needed.
    public Path directory(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs this when the directory is closed, before what was registered earlier.
    public void onClose(Runnable end) {
        atEnd.push(end);
    }

    @Override
    public synchronized void close() {
        for (Runnable end; (end = atEnd.poll()) != null;) {
            end.run();
        }
        delete(path);
    }

    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (var each : files.toList()) {
                var copy = to.resolve(from.relativize(each));
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
