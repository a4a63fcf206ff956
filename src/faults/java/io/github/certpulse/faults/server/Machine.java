package io.github.certpulse.faults.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Faults of the clock and the disk below one process, by a library that is loaded before the C library
/// (`src/faults/c/faults.c`). It needs Linux and a C compiler.
public final class Machine {
    private static final Path SOURCE = Path.of("src/faults/c/faults.c");
    private static final int NUMBERS = 8;
    private static final int EIO = 5;
    private static Optional<Path> compiled = Optional.empty();
    private final Path library;
    private final Path control;
    private final Path journals;
    private final MappedByteBuffer numbers;

    /// In the order of `enum control`.
    private enum Number {
        CLOCK_SECONDS,
        FSYNC_MICROS,
        FSYNC_ERRNO,
        DISK_FULL,
        CRASHABLE,
        FELT
    }

    private Machine(Path library, Path control, Path journals) {
        this.library = library;
        this.control = control;
        this.journals = journals;
        try (
                var file = FileChannel.open(
                        control,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(NUMBERS * Long.BYTES), 0);
            this.numbers = file.map(FileChannel.MapMode.READ_WRITE, 0, NUMBERS * Long.BYTES);
            numbers.order(ByteOrder.nativeOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The machine below a process that is started with [#environment].
    public static Machine below(String process, RunDirectory run) {
        var directory = run.directory("machine-" + process);
        return new Machine(library(run), directory.resolve("control"), run.directory("machine-" + process + "/undo"));
    }

    /// Whether the library can be made here.
    public static boolean isAvailable() {
        return Files.isDirectory(Path.of("/proc/self"))
                && (Files.isExecutable(Path.of("/usr/bin/cc")) || Files.isExecutable(Path.of("/usr/bin/gcc")));
    }

    private static synchronized Path library(RunDirectory run) {
        if (compiled.filter(Files::exists).isEmpty()) {
            var target = run.directory("machine").resolve("faults.so");
            try {
                var compiler = Files.isExecutable(Path.of("/usr/bin/cc")) ? "cc" : "gcc";
                var exit = new ProcessBuilder(
                        compiler,
                        "-O2",
                        "-Wall",
                        "-shared",
                        "-fPIC",
                        "-o",
                        target.toString(),
                        SOURCE.toString(),
                        "-lpthread").inheritIO().start().waitFor();
                if (exit != 0) {
                    throw new IllegalStateException("The C compiler ends with " + exit);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            compiled = Optional.of(target);
        }
        return compiled.orElseThrow();
    }

    /// The environment of the process.
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAULTS_CONTROL",
                control.toString(),
                "FAULTS_JOURNAL",
                journals.toString());
    }

    /// Sets the process's clock so far from the real one; negative: back.
    public void moveClock(Duration by) {
        set(Number.CLOCK_SECONDS, by.toSeconds());
    }

    /// Lets each fsync take so much longer.
    public void slowFsync(Duration by) {
        set(Number.FSYNC_MICROS, by.toNanos() / 1000);
    }

    /// Lets each fsync fail with EIO, or work again.
    public void failFsync(boolean fails) {
        set(Number.FSYNC_ERRNO, fails ? EIO : 0);
    }

    /// Lets no file grow (ENOSPC), or lets them grow again.
    public void fillDisk(boolean full) {
        set(Number.DISK_FULL, full ? 1 : 0);
    }

    /// From now on a power cut is possible. Before, no file may have been created or removed that matters.
    public void keepUndo() {
        set(Number.CRASHABLE, 1);
    }

    /// Takes out of the files whatever was written and not synced, after the process was killed.
    ///
    /// @return how many writes were lost
    public int cutPower(Path files) {
        set(Number.CRASHABLE, 0);
        return new PowerCut(journals).undo(files);
    }

    /// How often a fault of the disk was felt.
    public long felt() {
        return numbers.getLong(Number.FELT.ordinal() * Long.BYTES);
    }

    private void set(Number number, long value) {
        numbers.putLong(number.ordinal() * Long.BYTES, value);
    }
}
