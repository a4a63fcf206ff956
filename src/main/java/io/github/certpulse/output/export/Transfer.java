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

    /// Where a download stands.
    public enum State {
        RUNNING,
        /// All of it was handed to the connection.
        DONE,
        /// The client has only a part.
        BROKEN
    }

    /// What a client is told about a download.
    ///
    /// @param rows  written so far
    /// @param total rows that there are; empty until they are counted
    record Progress(long rows, OptionalLong total, State state) {}

    /// One more row is written.
    public void count() {
        rows.lazySet(rows.get() + 1);
    }

    void end(State how) {
        state = how;
        ended.countDown();
    }

    Progress progress(OptionalLong total) {
        return new Progress(rows.get(), total, state);
    }

    /// Waits until the download has ended, but no longer than this; false where it is still running then.
    boolean endsWithin(Duration patience) throws InterruptedException {
        return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
