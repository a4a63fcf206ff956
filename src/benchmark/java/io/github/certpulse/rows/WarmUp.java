package io.github.certpulse.rows;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Lets a freshly started JVM compile the code that a load needs.
final class WarmUp {
    private static final double FASTER = 1.05;
    private static final int STEADY = 2;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(20);

    private WarmUp() {}

    /// Repeats a load until two in turn were no faster than the best one before, or until the time is over.
    static void of(Supplier<Sample> load) {
        var end = System.nanoTime() + MAX_NANOS;
        var best = 0.0;
        for (var steady = 0; steady < STEADY && System.nanoTime() < end;) {
            var rate = load.get().rate();
            steady = rate < FASTER * best ? steady + 1 : 0;
            best = Math.max(best, rate);
        }
    }
}
