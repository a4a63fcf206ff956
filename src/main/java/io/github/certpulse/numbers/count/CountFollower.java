package io.github.certpulse.numbers.count;

import io.github.certpulse.intake.stored.ResponseCounts;
import io.github.certpulse.intake.stored.ResponseReader;
import io.github.certpulse.numbers.following.Follower;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the live counts equal to the responses. The intake does not depend on it: the follower reads what was
/// committed.
///
/// Twice a second it *ticks*: it adds what has arrived, and publishes the schools that changed. When [Follower] decides
/// it, it *sweeps*: it compares all counts with the database, school by school, and ticks meanwhile. The next tick
/// corrects whatever went wrong in Redis; the next sweep adds commits that came very late, and takes out what was
/// removed. One replica does this; if it stops, another takes over within seconds and begins with a sweep.
@Singleton
class CountFollower {
    private static final Logger LOG = LoggerFactory.getLogger(CountFollower.class);
    private static final Duration TICK = Duration.ofMillis(500);
    /// Every so many ticks look for what became visible late; the others only for what was stored lately. So a count is
    /// right within two seconds.
    private static final int TICKS_A_LOOK = 3;
    /// Comparing so many responses takes a few hundredths of a second.
    private static final int ROWS_AT_ONCE = 10_000;

    private final ResponseCounts responses;
    private final int rowsAtOnce;
    private final CountStore store;
    private final Counter lost;
    private final Counter late;
    private final Timer sweeps;
    private final Timer ticks;
    private final Follower follower = new Follower("Counting");
    private final Follower.Sweeps schedule = follower.new Sweeps();
    /// Absent while another replica keeps the counts.
    private @Nullable FollowedCounts counts;
    /// Whether Redis has all counts from this replica.
    private boolean published;
    private int tick;
    private long ticked;

    @Inject
    CountFollower(ResponseCounts responses, CountStore store, MeterRegistry metrics) {
        this(responses, store, metrics, ROWS_AT_ONCE);
    }

    CountFollower(ResponseCounts responses, CountStore store, MeterRegistry metrics, int rowsAtOnce) {
        this.responses = responses;
        this.rowsAtOnce = rowsAtOnce;
        this.store = store;
        this.lost = metrics.counter("certpulse.count.repairs", "cause", "lost");
        this.late = metrics.counter("certpulse.count.repairs", "cause", "late");
        this.sweeps = metrics.timer("certpulse.count.time", "step", "sweep");
        this.ticks = metrics.timer("certpulse.count.time", "step", "tick");
    }

    @Scheduled(fixedDelay = "500ms")
    void follow() {
        follower.step(() -> {
            if (!holdsLease()) {
                return;
            }
            if (counts == null) {
                counts = new FollowedCounts(responses, rowsAtOnce);
            }
            tick(counts);
            if (counts.needsSweep() || schedule.isDue()) {
                sweep(counts);
            }
        });
    }

    /// Without the lease the counts are kept for a while, because Redis may only be slow. They are dropped before it
    /// would take long to add what has arrived meanwhile.
    private boolean holdsLease() {
        if (store.holdsLease()) {
            return true;
        }
        published = false;
        tick = 0;
        if (System.nanoTime() - ticked > ResponseReader.SETTLING.toNanos()) {
            counts = null;
        }
        return false;
    }

    private void tick(FollowedCounts followed) {
        var start = System.nanoTime();
        if (tick++ % TICKS_A_LOOK == 0) {
            followed.followAll();
        } else {
            followed.followRecent();
        }
        if (followed.areComplete()) {
            publish(followed);
        }
        ticked = System.nanoTime();
        ticks.record(Duration.ofNanos(ticked - start));
    }

    private void sweep(FollowedCounts followed) {
        var start = System.nanoTime();
        var complete = schedule.run(() -> {
            for (var slice : followed.sweep()) {
                if (System.nanoTime() - ticked >= TICK.toNanos()) {
                    if (!holdsLease()) {
                        counts = null;
                        return false;
                    }
                    tick(followed);
                }
                late.increment(followed.correct(slice));
            }
            return true;
        });
        if (complete) {
            sweeps.record(Duration.ofNanos(System.nanoTime() - start));
            publishAll(followed);
        }
    }

    private void publish(FollowedCounts followed) {
        if (published && store.publishChanges(followed.changes())) {
            followed.published();
            return;
        }
        if (published) {
            lost.increment();
            LOG.warn("The live counts were lost or overwritten; publishing all of them again");
        }
        publishAll(followed);
    }

    private void publishAll(FollowedCounts followed) {
        published = store.publishAll(followed.all());
        if (published) {
            followed.published();
        }
    }
}
