package io.github.certpulse.output.export;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// How far one download is. One thread counts, others read.
public final class Transfer {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong rows = new AtomicLong();
    private volatile State state = State.RUNNING;

    /// The state of a download.
    public enum State {
        RUNNING,
        /// All of it was passed to the connection.
        DONE,
        /// The client has only a part.
        BROKEN
    }

    /// How far a download is.
    ///
    /// @param rows  written so far
    /// @param total rows that there are; empty until they are counted
    record Status(long rows, OptionalLong total, State state) {}

    /// One more row is written.
    public void count() {
        rows.lazySet(rows.get() + 1);
    }

    void end(State finalState) {
        state = finalState;
        ended.countDown();
    }

    Status status(OptionalLong total) {
        return new Status(rows.get(), total, state);
    }

    /// Waits until the download has ended, but not longer than this; false if it is still running then.
    boolean endsWithin(Duration maxWait) throws InterruptedException {
        return ended.await(maxWait.toMillis(), TimeUnit.MILLISECONDS);
    }
}
