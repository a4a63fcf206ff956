package io.github.certpulse.numbers.arrival;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/// Finds bursts of equal sheets: at least [#SIZE] of different respondents within [#SECONDS]. Sheets must be added
/// roughly in the order of time: only those of the last twenty minutes are remembered, and never more than
/// [#MAX_REMEMBERED].
public final class Bursts {
    /// How many different respondents must hand in equal sheets for a burst.
    public static final int SIZE = 5;
    /// The time within which they must be received, ends included.
    public static final int SECONDS = 600;
    /// The most that is remembered: respondents, and sheets that are in no burst yet. Some 20 MB. If more come within
    /// twenty minutes, the oldest are forgotten, so that a burst is found among the newest.
    static final int MAX_REMEMBERED = 100_000;
    /// By how much the time of a sheet may lie before that of the newest sheet.
    private static final long MEMORY_SECONDS = 2 * SECONDS;
    private final Map<Long, EqualSheets> groups = new HashMap<>();
    private final PriorityQueue<Begun> oldest = new PriorityQueue<>(Comparator.comparingLong(Begun::second));
    private long newest = Long.MIN_VALUE;
    private int remembered;

    /// The first sheet of a group in a second.
    private record Begun(long group, long second) {}

    /// The remembered sheets that are equal and from one school and role, by second.
    private static final class EqualSheets {
        /// At most [#SIZE] different ones in a second: more make no difference.
        private final NavigableMap<Long, Set<Long>> respondents = new TreeMap<>();
        private final NavigableMap<Long, List<Runnable>> unflagged = new TreeMap<>();
    }

    /// @param group   equal for equal sheets of one school and role, and different for others
    /// @param second  when it was received, in seconds
    /// @param onBurst runs once if the sheet turns out to be in a burst
    public void add(long group, long respondent, long second, Runnable onBurst) {
        newest = Math.max(newest, second);
        var equal = groups.computeIfAbsent(group, _ -> new EqualSheets());
        var inOrder = equal.respondents.isEmpty() || equal.respondents.lastKey() <= second;
        var respondents = equal.respondents.computeIfAbsent(second, _ -> {
            oldest.add(new Begun(group, second));
            return HashSet.newHashSet(1);
        });
        if (respondents.size() < SIZE && respondents.add(respondent)) {
            remembered++;
        }
        equal.unflagged.computeIfAbsent(second, _ -> new ArrayList<>(1)).add(onBurst);
        remembered++;
        var latestEnd = inOrder ? second : second + SECONDS;
        equal.respondents.subMap(second, true, latestEnd, true)
                .keySet()
                .stream()
                .filter(end -> endsBurst(equal, end))
                .toList()
                .forEach(end -> flag(equal, end));
        forget();
    }

    /// Whether a burst ends at this second.
    private static boolean endsBurst(EqualSheets group, long end) {
        var respondents = new HashSet<Long>();
        var within = group.respondents.subMap(end - SECONDS, true, end, true).descendingMap().values();
        for (var second : within) {
            respondents.addAll(second);
            if (respondents.size() >= SIZE) {
                return true;
            }
        }
        return false;
    }

    private void flag(EqualSheets group, long end) {
        var within = group.unflagged.subMap(end - SECONDS, true, end, true);
        for (var sheets : within.values()) {
            sheets.forEach(Runnable::run);
            remembered -= sheets.size();
        }
        within.clear();
    }

    private void forget() {
        while (oldest.peek() instanceof Begun begun
                && (begun.second() < newest - MEMORY_SECONDS || remembered > MAX_REMEMBERED)) {
            oldest.poll();
            var group = groups.get(begun.group());
            if (group != null) {
                var respondents = group.respondents.remove(begun.second());
                var unflagged = group.unflagged.remove(begun.second());
                remembered -= respondents == null ? 0 : respondents.size();
                remembered -= unflagged == null ? 0 : unflagged.size();
                if (group.respondents.isEmpty()) {
                    groups.remove(begun.group());
                }
            }
        }
    }

    /// How much is remembered.
    int remembered() {
        return remembered;
    }
}
