package io.github.certpulse.numbers.count;

import io.github.certpulse.numbers.count.ExactCounts.Split;
import io.github.certpulse.numbers.following.Follower;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the live counts equal to the responses. The intake does not depend on it: the follower reads what was
/// committed.
///
/// Twice a second it *ticks*: it counts what has been stored in the last seconds, and publishes the schools that
/// changed. When [Follower] decides it, it *sweeps*: it counts everything. The next tick corrects whatever went wrong
/// in Redis or in the follower; the next sweep adds commits that came very late. One replica does this; if it stops,
/// another takes over within seconds.
@Singleton
class CountFollower {
    private static final Logger LOG = LoggerFactory.getLogger(CountFollower.class);

    private final ExactCounts responses;
    private final CountStore store;
    private final Counter lost;
    private final Counter late;
    private final Timer sweeps;
    private final Timer ticks;
    private final Follower follower = new Follower("Counting");
    private final Follower.Sweeps schedule = follower.new Sweeps();
    private @Nullable Split split;
    private @Nullable Map<Long, SchoolCounts> published;

    CountFollower(ExactCounts responses, CountStore store, MeterRegistry metrics) {
        this.responses = responses;
        this.store = store;
        this.lost = metrics.counter("certpulse.count.repairs", "cause", "lost");
        this.late = metrics.counter("certpulse.count.repairs", "cause", "late");
        this.sweeps = metrics.timer("certpulse.count.time", "step", "sweep");
        this.ticks = metrics.timer("certpulse.count.time", "step", "tick");
    }

    @Scheduled(fixedDelay = "500ms")
    void follow() {
        follower.step(() -> {
            if (!store.holdsLease()) {
                split = null;
            } else if (split == null || schedule.isDue()) {
                sweep();
            } else {
                tick(split);
            }
        });
    }

    private void sweep() {
        // What the ticks have counted, to find out whether they missed something.
        var followed = split == null ? Map.<Long, SchoolCounts>of() : responses.follow(split).counts();
        var swept = schedule.run(() -> {
            var start = System.nanoTime();
            var all = responses.split();
            sweeps.record(Duration.ofNanos(System.nanoTime() - start));
            return all;
        });
        if (split != null) {
            late.increment((double) missed(followed, swept));
        }
        split = swept;
        published = store.publishAll(swept.counts()) ? swept.counts() : null;
    }

    private void tick(Split followed) {
        var start = System.nanoTime();
        var current = responses.follow(followed);
        split = current;
        var counts = current.counts();
        if (published != null && store.publishChanges(changed(published, counts))) {
            published = counts;
        } else {
            if (published != null) {
                lost.increment();
                LOG.warn("The live counts were lost or overwritten; publishing all of them again");
            }
            published = store.publishAll(counts) ? counts : null;
        }
        ticks.record(Duration.ofNanos(System.nanoTime() - start));
    }

    /// How many schools have a larger early part than all that was followed: rows that came meanwhile cannot explain
    /// that.
    private static long missed(Map<Long, SchoolCounts> followed, Split swept) {
        return swept.early()
                .entrySet()
                .stream()
                .filter(school -> school.getValue().exceeds(followed.getOrDefault(school.getKey(), SchoolCounts.NONE)))
                .count();
    }

    /// Schools whose counts differ, those that have become zero included.
    private static Map<Long, SchoolCounts> changed(Map<Long, SchoolCounts> before, Map<Long, SchoolCounts> after) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(
                        school -> !before.getOrDefault(school, SchoolCounts.NONE)
                                .equals(after.getOrDefault(school, SchoolCounts.NONE)))
                .collect(
                        Collectors.toMap(Function.identity(), school -> after.getOrDefault(school, SchoolCounts.NONE)));
    }
}
