package io.github.certpulse.numbers.arrival;

import io.github.certpulse.survey.questionnaire.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeMap;

/// Finds sheets of which many arrive within some time. Sheets must be added roughly in the order of time: only those of
/// twice that time are remembered, and never more than [#MAX_REMEMBERED].
final class Crowds {
    /// The most that is remembered: seconds in which sheets came, and sheets that are in no crowd yet. Some 10 MB. If
    /// more come at once, the oldest are forgotten, so that a crowd is found among the newest.
    static final int MAX_REMEMBERED = 60_000;
    private final int seconds;
    private final Map<Long, Crowd> crowds = new HashMap<>();
    private final PriorityQueue<Begun> oldest = new PriorityQueue<>(Comparator.comparingLong(Begun::second));
    private long newest = Long.MIN_VALUE;
    private int remembered;

    /// @param seconds the time, ends included
    Crowds(int seconds) {
        this.seconds = seconds;
    }

    /// The first sheet of a key in a second.
    private record Begun(long key, long second) {}

    /// The remembered sheets of one key.
    private static final class Crowd {
        private final NavigableMap<Long, Integer> numbers = new TreeMap<>();
        private final NavigableMap<Long, List<Runnable>> waiting = new TreeMap<>();
        /// The number of sheets from `from` to the latest second.
        private long from = Long.MIN_VALUE;
        private int recent;
    }

    /// How many sheets of a role a school may plausibly send within the time of a crowd, by its roster.
    ///
    /// @param registered the school's registered students
    static int plausible(Role role, int registered) {
        return Math.max(Pattern.MIN_PLAUSIBLE, switch (role) {
            case STUDENT -> registered;
            case TEACHER -> registered / Pattern.STUDENTS_PER_TEACHER;
        });
    }

    /// @param key     equal for sheets that may make a crowd together
    /// @param size    how many make a crowd
    /// @param onCrowd runs once if the sheet turns out to be in a crowd
    void add(long key, int size, long second, Runnable onCrowd) {
        newest = Math.max(newest, second);
        var crowd = crowds.computeIfAbsent(key, _ -> new Crowd());
        var latest = crowd.numbers.isEmpty() ? Long.MIN_VALUE : crowd.numbers.lastKey();
        if (crowd.numbers.merge(second, 1, Integer::sum) == 1) {
            oldest.add(new Begun(key, second));
            remembered++;
        }
        crowd.waiting.computeIfAbsent(second, _ -> new ArrayList<>()).add(onCrowd);
        remembered++;
        if (second >= latest) {
            crowd.recent++;
            forgetUntil(crowd, second - seconds);
            if (crowd.recent >= size) {
                tell(crowd, second);
            }
        } else {
            crowd.recent += second >= crowd.from ? 1 : 0;
            for (var end : List.copyOf(crowd.numbers.subMap(second, true, second + seconds, true).keySet())) {
                if (number(crowd, end) >= size) {
                    tell(crowd, end);
                }
            }
        }
        forget();
    }

    /// Leaves the seconds before one out of the number of recent sheets.
    private static void forgetUntil(Crowd crowd, long second) {
        for (var number : crowd.numbers.subMap(crowd.from, second).values()) {
            crowd.recent -= number;
        }
        crowd.from = second;
    }

    private int number(Crowd crowd, long end) {
        return crowd.numbers.subMap(end - seconds, true, end, true).values().stream().mapToInt(number -> number).sum();
    }

    private void tell(Crowd crowd, long end) {
        var within = crowd.waiting.subMap(end - seconds, true, end, true);
        for (var sheets : within.values()) {
            sheets.forEach(Runnable::run);
            remembered -= sheets.size();
        }
        within.clear();
    }

    private void forget() {
        while (oldest.peek() instanceof Begun begun
                && (begun.second() < newest - 2L * seconds || remembered > MAX_REMEMBERED)) {
            oldest.poll();
            var crowd = crowds.get(begun.key());
            var number = crowd == null ? null : crowd.numbers.remove(begun.second());
            if (crowd == null || number == null) {
                continue;
            }
            crowd.recent -= begun.second() >= crowd.from ? number : 0;
            var waiting = crowd.waiting.remove(begun.second());
            remembered -= 1 + (waiting == null ? 0 : waiting.size());
            if (crowd.numbers.isEmpty()) {
                crowds.remove(begun.key());
            }
        }
    }

    /// How much is remembered.
    int remembered() {
        return remembered;
    }
}
