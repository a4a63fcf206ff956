package io.github.certpulse.numbers.alarm;

import java.util.TreeMap;

/// The sheets of one role at a school. Hours are counted since 1970.
final class SchoolArrivals {
    private final long school;
    private final String name;
    private final int registered;
    private final HourlySheets sheets = new HourlySheets();
    private final HourlySheets nightBursts = new HourlySheets();
    private int received;
    private int flagged;

    /// @param registered its registered students
    SchoolArrivals(long school, String name, int registered) {
        this.school = school;
        this.name = name;
        this.registered = registered;
    }

    /// The numbers of sheets by hour. Sheets mostly come in the order of their hours, so those of the same hour are
    /// added up before the map is asked: a campaign has millions.
    private static final class HourlySheets {
        private final TreeMap<Integer, Integer> earlier = new TreeMap<>();
        private int hour;
        private int inHour;

        void add(int newHour, int sheets) {
            if (newHour != hour) {
                var _ = all();
                hour = newHour;
            }
            inHour += sheets;
        }

        TreeMap<Integer, Integer> all() {
            if (inHour > 0) {
                earlier.merge(hour, inHour, Integer::sum);
                inHour = 0;
            }
            return earlier;
        }
    }

    SchoolArrivals receive(int hour, int number) {
        sheets.add(hour, number);
        received += number;
        return this;
    }

    SchoolArrivals flag(int number) {
        flagged += number;
        return this;
    }

    SchoolArrivals flagAtNight(int hour, int number) {
        nightBursts.add(hour, number);
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
        return sheets.all();
    }

    TreeMap<Integer, Integer> nightBurstsByHour() {
        return nightBursts.all();
    }

    int received() {
        return received;
    }

    int flagged() {
        return flagged;
    }

    /// The first of the hours with most sheets; there must be one.
    int busiestHour() {
        var busiest = byHour().firstEntry();
        for (var hour : byHour().entrySet()) {
            if (hour.getValue() > busiest.getValue()) {
                busiest = hour;
            }
        }
        return busiest.getKey();
    }

    /// The most sheets in an hour before this one; 0 if there was none.
    int mostBefore(int hour) {
        return byHour().headMap(hour).values().stream().mapToInt(number -> number).max().orElse(0);
    }
}
