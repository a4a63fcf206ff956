package io.github.certpulse.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process as Linux shows it in `/proc`.
public record RunningProcess(long pid) {
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    /// Linux counts in hundredths of a second, whatever its kernel was built for.
    private static final int MILLIS_A_TICK = 10;
    private static final int KIB_A_MIB = 1024;

    /// Reads the id from a file.
    public static RunningProcess of(Path pidFile) {
        return new RunningProcess(Long.parseLong(read(pidFile).strip()));
    }

    /// CPU time since the start, of user and system together, in milliseconds.
    public long cpuMillis() {
        var stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        // The program's name is in brackets and may contain blanks.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return MILLIS_A_TICK * (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]));
    }

    /// The memory that the process holds now (resident set size), in MiB.
    public double residentMib() {
        return mib("VmRSS:");
    }

    /// The most memory that it has held so far, in MiB.
    public double greatestResidentMib() {
        return mib("VmHWM:");
    }

    private double mib(String name) {
        return read(Path.of("/proc", Long.toString(pid), "status")).lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB_A_MIB)
                .findFirst()
                .orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
