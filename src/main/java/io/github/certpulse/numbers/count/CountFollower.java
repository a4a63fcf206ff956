package io.github.certpulse.numbers.count;

import io.github.certpulse.numbers.answer.Unsettled;
import io.github.certpulse.numbers.count.CountRepository.Split;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the live counts equal to the responses. The intake of answers knows nothing of it and owes it nothing: the
/// follower reads what was committed.
///
/// Now and then it *sweeps*: counts everything. Twice a second it *ticks*: counts what has been stored in the last
/// seconds, which is little however much there is in all, and publishes the schools that changed. A sweep may take at
/// most 2 % of the time, so it comes every 5 seconds while there is little and every 50 durations when there is much.
/// Whatever goes wrong in Redis or in the follower, the next tick puts right; a commit that came very late, the next
/// sweep. Where the database did not answer for a while, commits do come late: then it sweeps every 5 seconds until all
/// is settled. One replica does this; another takes over within seconds.
@Singleton
class CountFollower {
    private static final Logger LOG = LoggerFactory.getLogger(CountFollower.class);
    private static final Duration MIN_PAUSE = Duration.ofSeconds(5);
    private static final int PAUSE_PER_DURATION = 50;

    private final CountRepository responses;
    private final CountStore store;
    private final Counter lost;
    private final Counter late;
    private final Timer sweeps;
    private final Timer ticks;
    private final Unsettled unsettled = new Unsettled();
    private @Nullable Split split;
    private long nextSweep;
    private @Nullable Map<Long, SchoolCounts> published;

    CountFollower(CountRepository responses, CountStore store, MeterRegistry metrics) {
        this.responses = responses;
        this.store = store;
        this.lost = metrics.counter("certpulse.count.repairs", "cause", "lost");
        this.late = metrics.counter("certpulse.count.repairs", "cause", "late");
        this.sweeps = metrics.timer("certpulse.count.time", "step", "sweep");
        this.ticks = metrics.timer("certpulse.count.time", "step", "tick");
    }

    @Scheduled(fixedDelay = "500ms")
    void follow() {
        try {
            if (!store.holdsLease()) {
                split = null;
            } else if (split == null || System.nanoTime() - nextSweep >= 0) {
                sweep();
            } else {
                tick(split);
            }
        } catch (SQLException e) {
            unsettled.begin();
            nextSweep = System.nanoTime();
            LOG.warn("Counting waits for the database: {}", e.getMessage());
        }
    }

    private void sweep() throws SQLException {
        // What the ticks would have gone on with, to see whether they missed something.
        var followed = split == null ? Map.<Long, SchoolCounts>of() : responses.follow(split).counts();
        var start = System.nanoTime();
        var swept = responses.split();
        var duration = System.nanoTime() - start;
        sweeps.record(Duration.ofNanos(duration));
        var pause = unsettled.isOver() ? duration * PAUSE_PER_DURATION : 0;
        nextSweep = System.nanoTime() + Math.max(MIN_PAUSE.toNanos(), pause);
        if (split != null) {
            late.increment((double) missed(followed, swept));
        }
        split = swept;
        published = store.publishAll(swept.counts()) ? swept.counts() : null;
    }

    private void tick(Split followed) throws SQLException {
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

    /// Schools whose early part is larger than what was followed in all: no row that came meanwhile explains that.
    private static long missed(Map<Long, SchoolCounts> followed, Split swept) {
        return swept.early()
                .entrySet()
                .stream()
                .filter(school -> school.getValue().exceeds(followed.getOrDefault(school.getKey(), SchoolCounts.NONE)))
                .count();
    }

    /// Schools whose counts differ, those that have gone to nothing included.
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
