package io.github.certpulse.numbers.following;

import io.github.certpulse.intake.stored.ResponseReader;
import io.micronaut.data.exceptions.DataAccessException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says when somebody who follows the stored responses must look at everything again. To follow is to read, often, what
/// has been stored since a moment that is settled, which is little however much there is in all. What became visible
/// later than [ResponseReader#SETTLING] allows, or is gone, only a *sweep* finds: a look at everything.
///
/// A sweep may take at most 2 % of the time, so it comes every 5 seconds while there is little and every 50 durations
/// when there is much. Where the database has failed to answer, it may still commit what it had begun before, with
/// times of storing that lie far back: a statement whose connection was given up goes on where the server was only slow
/// or frozen. Then a sweep comes at once, and every 5 seconds until all is settled.
public final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration MIN_PAUSE = Duration.ofSeconds(5);
    private static final int PAUSE_PER_DURATION = 50;
    private final String work;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile long settled = System.nanoTime();

    /// @param work what waits while the database does not answer, for the log
    public Follower(String work) {
        this.work = work;
    }

    /// Runs a step of following or sweeping. One that the database fails is given up: the next one makes up for it.
    public void step(Runnable step) {
        try {
            step.run();
        } catch (DataAccessException e) {
            settled = System.nanoTime() + ResponseReader.SETTLING.toNanos();
            failures.incrementAndGet();
            LOG.warn("{} waits for the database: {}", work, e.getMessage());
        }
    }

    /// The sweeps over one of the things that are followed; for one thread.
    public final class Sweeps {
        private long next = System.nanoTime();
        private int failuresBefore = failures.get();

        public boolean isDue() {
            return failuresBefore != failures.get() || System.nanoTime() - next >= 0;
        }

        /// Sweeps now; the time it takes decides when the next sweep is due.
        public <T> T run(Supplier<T> sweep) {
            var failuresNow = failures.get();
            var start = System.nanoTime();
            var result = sweep.get();
            var end = System.nanoTime();
            var pause = end - settled >= 0 ? (end - start) * PAUSE_PER_DURATION : 0;
            next = end + Math.max(MIN_PAUSE.toNanos(), pause);
            failuresBefore = failuresNow;
            return result;
        }
    }
}
