package io.github.certpulse.numbers.tally;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/// Finds bursts of equal sheets, [Flag#IDENTICAL_BURST]. Sheets must be added roughly in the order of time: only those
/// of the last twenty minutes are remembered.
final class Bursts {
    /// By how much the time of a sheet may lie before that of the newest sheet.
    private static final long MEMORY_SECONDS = 2 * Flag.BURST_SECONDS;
    private final Map<Long, EqualSheets> groups = new HashMap<>();
    private final PriorityQueue<Remembered> oldest = new PriorityQueue<>(Comparator.comparingLong(Remembered::second));
    private long newest = Long.MIN_VALUE;

    private record Remembered(long group, long second) {}

    private record ReceivedSheet(long second, long respondent, Runnable onBurst) {}

    /// The remembered sheets that are equal and from one school and role, by time.
    private static final class EqualSheets {
        private final Deque<ReceivedSheet> sheets = new ArrayDeque<>();
        private final List<ReceivedSheet> unflagged = new ArrayList<>();
    }

    /// @param group   equal for equal sheets of one school and role, and different for others
    /// @param second  when it was received, in seconds
    /// @param onBurst runs once if the sheet turns out to be in a burst
    void add(long group, long respondent, long second, Runnable onBurst) {
        newest = Math.max(newest, second);
        forget();
        var sheet = new ReceivedSheet(second, respondent, onBurst);
        var equal = groups.computeIfAbsent(group, _ -> new EqualSheets());
        oldest.add(new Remembered(group, second));
        var inOrder = equal.sheets.isEmpty() || equal.sheets.getLast().second() <= second;
        equal.unflagged.add(sheet);
        if (inOrder) {
            equal.sheets.addLast(sheet);
            if (endsBurst(equal, second)) {
                flag(equal, second - Flag.BURST_SECONDS, second);
            }
        } else {
            insert(equal, sheet);
            equal.sheets.stream()
                    .map(ReceivedSheet::second)
                    .distinct()
                    .filter(end -> endsBurst(equal, end))
                    .toList()
                    .forEach(end -> flag(equal, end - Flag.BURST_SECONDS, end));
        }
    }

    /// Whether a burst ends at this second.
    private static boolean endsBurst(EqualSheets group, long end) {
        var respondents = new HashSet<Long>();
        var backwards = group.sheets.descendingIterator();
        while (backwards.hasNext() && respondents.size() < Flag.BURST_SIZE) {
            var sheet = backwards.next();
            if (sheet.second() < end - Flag.BURST_SECONDS) {
                break;
            }
            if (sheet.second() <= end) {
                respondents.add(sheet.respondent());
            }
        }
        return respondents.size() == Flag.BURST_SIZE;
    }

    private static void flag(EqualSheets group, long from, long to) {
        group.unflagged.removeIf(sheet -> {
            var within = sheet.second() >= from && sheet.second() <= to;
            if (within) {
                sheet.onBurst().run();
            }
            return within;
        });
    }

    private static void insert(EqualSheets group, ReceivedSheet sheet) {
        var all = new ArrayList<>(group.sheets);
        all.add(sheet);
        all.sort(Comparator.comparingLong(ReceivedSheet::second));
        group.sheets.clear();
        group.sheets.addAll(all);
    }

    private void forget() {
        while (!oldest.isEmpty() && oldest.peek().second() < newest - MEMORY_SECONDS) {
            var old = oldest.poll();
            var group = Objects.requireNonNull(groups.get(old.group()));
            group.unflagged.remove(group.sheets.removeFirst());
            if (group.sheets.isEmpty()) {
                groups.remove(old.group());
            }
        }
    }
}
