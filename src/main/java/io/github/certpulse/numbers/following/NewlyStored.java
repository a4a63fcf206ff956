package io.github.certpulse.numbers.following;

import io.github.certpulse.intake.stored.ResponseReader.Key;
import io.github.certpulse.intake.stored.ResponseReader.StoringTimes;
import io.github.certpulse.intake.stored.ResponseReader.Sum;
import io.github.certpulse.intake.stored.ResponseReader;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Finds the responses that have become visible since the last look. It remembers the sequence numbers of what is not
/// settled, by the second of storing, and compares their sums with the database: where the sums of some seconds differ,
/// it compares those of each half, until there are few enough to read their numbers. So a look costs little where
/// nothing has come, and what became visible late is found by the next look at all seconds.
///
/// If the database's clock was set forward, what was under way becomes visible with a time that seems to be long past.
/// So nothing more is taken for settled for a while then, by a clock that nobody sets.
///
/// What was found is found again until it has been taken, so nothing is lost if reading it fails. For one thread.
public final class NewlyStored {
    private static final long SETTLING = ResponseReader.SETTLING.toSeconds();
    /// A clock that was set back or forward by less changes nothing, because what is stored then is not settled by far.
    private static final long MAX_STEP = SETTLING / 2;
    /// The seconds before the current one that are recent.
    private static final int RECENT = 1;
    /// So many numbers are read together, whatever the seconds are: after the database's clock was set back, there may
    /// be responses in each of thousands of seconds to come.
    private static final int ROWS_AT_ONCE = 10_000;
    private final NavigableMap<Long, Second> seen = new TreeMap<>();
    private final Map<Long, Key> found = new LinkedHashMap<>();
    /// Nothing that was stored before this second becomes visible any more.
    private long since;
    private Optional<Look> last = Optional.empty();
    /// The look that found the database's clock set forward, until everything is settled that was under way then.
    private Optional<Look> setForward = Optional.empty();

    /// A look at all seconds.
    ///
    /// @param at  by a clock that nobody sets, in nanoseconds
    /// @param now the database's clock, in seconds
    private record Look(long at, long now) {
        private static Look at(long now) {
            return new Look(System.nanoTime(), now);
        }

        private long secondsSince(Look earlier) {
            return TimeUnit.NANOSECONDS.toSeconds(at - earlier.at);
        }

        private boolean isSetForwardSince(Look earlier) {
            return now - earlier.now > secondsSince(earlier) + MAX_STEP;
        }
    }

    private static final class Second {
        private final LongSet seqs = new LongSet();
        private long mixed;

        private boolean add(long seq) {
            var added = seqs.add(seq);
            mixed ^= added ? seq : 0;
            return added;
        }

        private Sum sum() {
            return new Sum(seqs.size(), mixed);
        }
    }

    /// @param settled the time before which all stored responses are visible
    public NewlyStored(Instant settled) {
        this.since = settled.getEpochSecond();
    }

    /// For a reader that has taken everything that is visible now, or will do so.
    public static NewlyStored after(StoringTimes times) {
        var arrivals = new NewlyStored(times.now().minusSeconds(SETTLING));
        arrivals.findAll(times);
        arrivals.takeAll();
        return arrivals;
    }

    /// Finds what was stored in the last one to two seconds.
    ///
    /// @return what was found and not taken yet; empty if the database's clock was set back: then begin again
    public Optional<Collection<Key>> findRecent(StoringTimes times) {
        var now = times.now().getEpochSecond();
        if (isSetBack(now)) {
            return Optional.empty();
        }
        findRecent(times, now);
        return Optional.of(found.values());
    }

    /// Finds everything that is visible and was stored since what had been settled at the last such look.
    ///
    /// @return what was found and not taken yet; empty if the database's clock was set back: then begin again
    public Optional<Collection<Key>> findAll(StoringTimes times) {
        var stored = times.since(since);
        var now = stored.now().getEpochSecond();
        if (isSetBack(now)) {
            return Optional.empty();
        }
        if (!sum(seen).equals(stored.sum())) {
            // Mostly that is all.
            findRecent(times, now);
        }
        if (!sum(seen).equals(stored.sum())) {
            findIn(times, since, Math.max(stored.last(), seen.isEmpty() ? 0 : seen.lastKey()) + 1);
        }
        settle(Look.at(now));
        return Optional.of(found.values());
    }

    /// Forgets what is settled.
    private void settle(Look look) {
        if (last.filter(look::isSetForwardSince).isPresent()) {
            setForward = Optional.of(look);
        }
        last = Optional.of(look);
        setForward = setForward.filter(step -> look.secondsSince(step) < SETTLING);
        if (setForward.isEmpty()) {
            since = Math.max(since, look.now() - SETTLING);
            seen.headMap(since).clear();
        }
    }

    private void findRecent(StoringTimes times, long now) {
        for (var second = Math.max(since, now - RECENT); second <= now; second++) {
            findIn(times, second, second + 1);
        }
    }

    private boolean isSetBack(long now) {
        return now - SETTLING < since - MAX_STEP;
    }

    private void findIn(StoringTimes times, long from, long to) {
        var stored = times.sum(from, to);
        if (sum(seen.subMap(from, to)).equals(stored)) {
            return;
        }
        if (to - from > 1 && stored.number() > ROWS_AT_ONCE) {
            var half = from + (to - from) / 2;
            findIn(times, from, half);
            findIn(times, half, to);
            return;
        }
        for (var arrival : times.stored(from, to)) {
            var key = arrival.key();
            if (seen.computeIfAbsent(arrival.second(), _ -> new Second()).add(key.seq())) {
                found.put(key.seq(), key);
            }
        }
    }

    private static Sum sum(Map<Long, Second> seconds) {
        return seconds.values().stream().map(Second::sum).reduce(Sum.NONE, Sum::plus);
    }

    /// Says that a response was taken.
    public void take(long seq, Instant storedAt) {
        found.remove(seq);
        if (storedAt.getEpochSecond() >= since) {
            seen.computeIfAbsent(storedAt.getEpochSecond(), _ -> new Second()).add(seq);
        }
    }

    /// Says that everything found was taken, or has been removed meanwhile.
    public void takeAll() {
        found.clear();
    }

    /// The time before which everything is settled.
    public Instant settled() {
        return Instant.ofEpochSecond(since);
    }

    /// How many responses are not settled.
    public int unsettled() {
        return sum(seen).number();
    }
}
