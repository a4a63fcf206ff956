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

/// Finds bursts of equal sheets, [Flag#IDENTICAL_BURST], while sheets come in roughly in the order of time. It
/// remembers only the sheets of the last twenty minutes.
final class Bursts {
    /// How far a sheet may come after ones that were received later than it.
    private static final long MEMORY_SECONDS = 2 * Flag.BURST_SECONDS;
    private final Map<Long, Group> groups = new HashMap<>();
    private final PriorityQueue<Remembered> oldest = new PriorityQueue<>(Comparator.comparingLong(Remembered::second));
    private long newest = Long.MIN_VALUE;

    /// What a burst is made of; told once when it turns out to be in one.
    interface Member {
        void inBurst();
    }

    private record Remembered(long group, long second) {}

    private record Sheet(long second, long respondent, Member member) {}

    /// Equal sheets of one school and role, by time.
    private static final class Group {
        private final Deque<Sheet> sheets = new ArrayDeque<>();
        private final List<Sheet> unflagged = new ArrayList<>();
    }

    /// @param group  what is equal for equal sheets of one school and role, and differs for others
    /// @param second when it was received, in seconds
    void add(long group, long respondent, long second, Member member) {
        newest = Math.max(newest, second);
        forget();
        var sheet = new Sheet(second, respondent, member);
        var equal = groups.computeIfAbsent(group, _ -> new Group());
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
                    .map(Sheet::second)
                    .distinct()
                    .filter(end -> endsBurst(equal, end))
                    .toList()
                    .forEach(end -> flag(equal, end - Flag.BURST_SECONDS, end));
        }
    }

    /// Whether the time up to this second holds enough respondents.
    private static boolean endsBurst(Group group, long end) {
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

    private static void flag(Group group, long from, long to) {
        group.unflagged.removeIf(sheet -> {
            var within = sheet.second() >= from && sheet.second() <= to;
            if (within) {
                sheet.member().inBurst();
            }
            return within;
        });
    }

    private static void insert(Group group, Sheet sheet) {
        var all = new ArrayList<>(group.sheets);
        all.add(sheet);
        all.sort(Comparator.comparingLong(Sheet::second));
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
