package io.github.certpulse.progress;

import io.github.certpulse.progress.CountRepository.Split;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the live counts equal to the responses. The intake of answers knows nothing of it and owes it nothing: the
/// follower reads what was committed.
///
/// Now and then it *sweeps*: counts everything once and remembers what had been stored until a few seconds ago. Twice a
/// second it *ticks*: adds what has been stored since, which is little however much there is in all, and publishes the
/// schools that changed. A sweep may take at most 2 % of the time, so it comes every 5 seconds while a campaign is small
/// and every 50 durations when it is large. Whatever goes wrong in Redis, in the follower or by a commit that
/// came late, the next tick or sweep puts right. One replica does this; another takes over within seconds.
@Singleton
class CountFollower {
    private static final Logger LOG = LoggerFactory.getLogger(CountFollower.class);
    /// A commit that takes longer than this after its row was written is only seen by the next sweep.
    private static final int OVERLAP_SECONDS = 10;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    private static final int PAUSE_PER_DURATION = 50;

    private final CountRepository responses;
    private final CountStore store;
    private final Counter lost;
    private final Counter late;
    private final Timer sweeps;
    private final Timer ticks;
    private Split swept;
    private long nextSweep;
    private Map<Long, SchoolCounts> published;

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
                swept = null;
            } else if (swept == null || System.nanoTime() - nextSweep >= 0) {
                sweep();
            } else {
                tick();
            }
        } catch (SQLException e) {
            LOG.warn("Counting waits for the database: {}", e.getMessage());
        }
    }

    private void sweep() throws SQLException {
        var start = System.nanoTime();
        var before = swept;
        swept = responses.split(OVERLAP_SECONDS);
        var duration = System.nanoTime() - start;
        sweeps.record(Duration.ofNanos(duration));
        nextSweep = System.nanoTime() + Math.max(SHORTEST_PAUSE.toNanos(), duration * PAUSE_PER_DURATION);
        var counts = CountRepository.combined(swept.early(), swept.late(), SchoolCounts::plus);
        if (before != null) {
            countLate(before, counts);
        }
        published = store.publishAll(counts) ? counts : null;
    }

    private void tick() throws SQLException {
        var start = System.nanoTime();
        var counts = CountRepository.combined(swept.early(), responses.late(swept.since()), SchoolCounts::plus);
        if (published == null || !store.publishChanges(changed(published, counts))) {
            if (published != null) {
                lost.increment();
                LOG.warn("The live counts were lost or overwritten; publishing all of them again");
            }
            published = store.publishAll(counts) ? counts : null;
        } else {
            published = counts;
        }
        ticks.record(Duration.ofNanos(System.nanoTime() - start));
    }

    /// Schools of which an earlier sweep had missed something for good, had there not been this one.
    private void countLate(Split before, Map<Long, SchoolCounts> counts) throws SQLException {
        var followed = CountRepository.combined(before.early(), responses.late(before.since()), SchoolCounts::plus);
        var repaired = changed(followed, counts).keySet().stream()
                // A response that came between the two readings is no repair: it is there in the later one.
                .filter(school -> !counts.get(school).equals(followed.get(school)) && isBehind(followed.getOrDefault(school, SchoolCounts.NONE), counts.get(school)))
                .count();
        late.increment(repaired);
    }

    private static boolean isBehind(SchoolCounts followed, SchoolCounts counted) {
        var difference = counted.minus(followed);
        return difference.persons().teachers() > 0 || difference.persons().students() > 0
                || difference.responses().values().stream().anyMatch(received -> received.teachers() > 0 || received.students() > 0);
    }

    private static Map<Long, SchoolCounts> changed(Map<Long, SchoolCounts> before, Map<Long, SchoolCounts> after) {
        return after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
