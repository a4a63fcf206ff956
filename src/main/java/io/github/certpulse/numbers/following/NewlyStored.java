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

/// Finds the responses that have become visible since the last look. It remembers the sequence numbers of what is not
/// settled, by the second of storing, and compares their sums with the database: where the sums of some seconds differ,
/// it compares those of each half, down to the single second whose numbers it reads. So a look costs little where
/// nothing has come, and what became visible late is found by the next look at all seconds.
///
/// What was found is found again until it has been taken, so nothing is lost if reading it fails. For one thread.
public final class NewlyStored {
    private static final long SETTLING = ResponseReader.SETTLING.toSeconds();
    /// A clock that was set back by less changes nothing, because what is stored then is not settled by far.
    private static final long MAX_SET_BACK = SETTLING / 2;
    /// The seconds before the current one that are recent.
    private static final int RECENT = 1;
    private final NavigableMap<Long, Second> seen = new TreeMap<>();
    private final Map<Long, Key> found = new LinkedHashMap<>();
    /// Nothing that was stored before this second becomes visible any more.
    private long since;

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
        since = Math.max(since, now - SETTLING);
        seen.headMap(since).clear();
        return Optional.of(found.values());
    }

    private void findRecent(StoringTimes times, long now) {
        for (var second = Math.max(since, now - RECENT); second <= now; second++) {
            findIn(times, second, second + 1);
        }
    }

    private boolean isSetBack(long now) {
        return now - SETTLING < since - MAX_SET_BACK;
    }

    private void findIn(StoringTimes times, long from, long to) {
        if (sum(seen.subMap(from, to)).equals(times.sum(from, to))) {
            return;
        }
        if (to - from > 1) {
            var half = from + (to - from) / 2;
            findIn(times, from, half);
            findIn(times, half, to);
            return;
        }
        var second = seen.computeIfAbsent(from, _ -> new Second());
        for (var key : times.stored(from)) {
            if (second.add(key.seq())) {
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
