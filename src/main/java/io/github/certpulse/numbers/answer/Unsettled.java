package io.github.certpulse.numbers.answer;

import java.time.Duration;

/// The time after the database failed to answer, in which it may still commit what it had begun before, with times of
/// storing that lie far back: a statement whose connection was given up goes on where the server was only slow or
/// frozen.
public final class Unsettled {
    private static final long NANOS = Duration.ofSeconds(ResponseRows.SECONDS_TO_SETTLE).toNanos();
    private volatile long end = System.nanoTime();

    /// The database has failed to answer just now.
    public void begin() {
        end = System.nanoTime() + NANOS;
    }

    public boolean isOver() {
        return System.nanoTime() - end >= 0;
    }
}
