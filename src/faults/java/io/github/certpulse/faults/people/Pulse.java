package io.github.certpulse.faults.people;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/// When sheets were acknowledged, and how many were not.
public final class Pulse {
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger missed = new AtomicInteger();
    private long last = System.nanoTime();
    private long longestPause;
    private long watchedSince = Long.MAX_VALUE;
    private OptionalLong firstSince = OptionalLong.empty();

    /// @param stored for the first time, which needs the database to write
    synchronized void acknowledged(boolean stored) {
        var now = System.nanoTime();
        if (stored) {
            acknowledged.incrementAndGet();
            longestPause = Math.max(longestPause, now - last);
            last = now;
            if (firstSince.isEmpty() && now >= watchedSince) {
                firstSince = OptionalLong.of(now - watchedSince);
            }
        }
    }

    void missed() {
        missed.incrementAndGet();
    }

    /// Sheets that were acknowledged as stored now.
    public int stored() {
        return acknowledged.get();
    }

    /// Requests without an answer, or asked to try again.
    public int misses() {
        return missed.get();
    }

    /// Begins to look for the first acknowledgement from now on.
    public synchronized void watch() {
        watchedSince = System.nanoTime();
        firstSince = OptionalLong.empty();
    }

    /// From [#watch] to the first acknowledgement after it, in nanoseconds.
    public synchronized OptionalLong firstSinceWatch() {
        return firstSince;
    }

    /// The longest time without an acknowledgement while people were trying.
    public synchronized Duration longestPause() {
        return Duration.ofNanos(longestPause);
    }

    /// Begins the measurement of pauses.
    public synchronized void begin() {
        last = System.nanoTime();
        longestPause = 0;
    }
}
