package io.github.certpulse.numbers.following;

import io.github.certpulse.intake.stored.ResponseReader;
import io.micronaut.data.exceptions.DataAccessException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides when code that follows the stored responses must read all of them again. Following means to read often what
/// has been stored since a settled moment, which is little however many responses there are. What became visible later
/// than [ResponseReader#SETTLING] allows, or was removed, is found only by a *sweep*, which reads everything.
///
/// A sweep may take at most 2 % of the time: the next one comes after 5 seconds, or after 50 times its duration if that
/// is longer. After the database has failed to answer, it may still commit statements that it had begun before, with
/// times of storing that lie far back: a statement continues although its connection was given up if the server was
/// only slow or frozen. Then a sweep comes at once, and every 5 seconds until everything is settled.
public final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration MIN_PAUSE = Duration.ofSeconds(5);
    private static final int PAUSE_PER_DURATION = 50;
    private final String work;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile long settled = System.nanoTime();

    /// @param work its name in the log
    public Follower(String work) {
        this.work = work;
    }

    /// Runs a step of following or sweeping. If the database fails, the step is given up, and the next one catches up.
    public void step(Runnable step) {
        try {
            step.run();
        } catch (DataAccessException e) {
            settled = System.nanoTime() + ResponseReader.SETTLING.toNanos();
            failures.incrementAndGet();
            LOG.warn("{} waits for the database: {}", work, e.getMessage());
        }
    }

    /// When the sweeps of one followed thing are due; for one thread.
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
