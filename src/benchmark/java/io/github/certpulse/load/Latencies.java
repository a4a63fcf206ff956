package io.github.certpulse.load;

import java.util.Arrays;
import java.util.Collection;

/// Times from a request to its answer, in microseconds. Not safe for several threads.
public final class Latencies {
    private static final int FIRST_SIZE = 1 << 16;
    private int[] micros = new int[FIRST_SIZE];
    private int size;

    public void add(long nanos) {
        if (size == micros.length) {
            micros = Arrays.copyOf(micros, 2 * size);
        }
        micros[size++] = (int) (nanos / 1000);
    }

    /// The figures of all threads together.
    public static Load together(Collection<Latencies> all, long nanos, double cpuMillis) {
        var sorted = all.stream().flatMapToInt(one -> Arrays.stream(one.micros, 0, one.size)).sorted().toArray();
        return new Load(sorted.length, nanos / 1e9, share(sorted, 0.50), share(sorted, 0.99), cpuMillis);
    }

    private static double share(int[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e3;
    }
}
