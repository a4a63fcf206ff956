package io.github.certpulse.numbers.alarm;

import java.util.TreeMap;

/// The sheets of one role at a school. Hours are counted since 1970.
final class SchoolArrivals {
    private final long school;
    private final String name;
    private final int registered;
    private final TreeMap<Integer, Integer> byHour = new TreeMap<>();
    private final TreeMap<Integer, Integer> nightBurstsByHour = new TreeMap<>();
    private int received;
    private int flagged;

    /// @param registered its registered students
    SchoolArrivals(long school, String name, int registered) {
        this.school = school;
        this.name = name;
        this.registered = registered;
    }

    SchoolArrivals receive(int hour, int sheets) {
        byHour.merge(hour, sheets, Integer::sum);
        received += sheets;
        return this;
    }

    SchoolArrivals flag(int sheets) {
        flagged += sheets;
        return this;
    }

    SchoolArrivals flagAtNight(int hour, int sheets) {
        nightBurstsByHour.merge(hour, sheets, Integer::sum);
        return this;
    }

    long school() {
        return school;
    }

    String name() {
        return name;
    }

    int registered() {
        return registered;
    }

    TreeMap<Integer, Integer> byHour() {
        return byHour;
    }

    TreeMap<Integer, Integer> nightBurstsByHour() {
        return nightBurstsByHour;
    }

    int received() {
        return received;
    }

    int flagged() {
        return flagged;
    }

    /// The first of the hours with most sheets; there must be one.
    int busiestHour() {
        var busiest = byHour.firstKey();
        for (var hour : byHour.entrySet()) {
            if (hour.getValue() > byHour.getOrDefault(busiest, 0)) {
                busiest = hour.getKey();
            }
        }
        return busiest;
    }

    /// The most sheets in an hour before this one; 0 if there was none.
    int mostBefore(int hour) {
        return byHour.headMap(hour).values().stream().mapToInt(sheets -> sheets).max().orElse(0);
    }
}
