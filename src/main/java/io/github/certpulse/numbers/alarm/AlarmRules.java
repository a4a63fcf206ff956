package io.github.certpulse.numbers.alarm;

import io.github.certpulse.numbers.alarm.Alarm.Kind;
import io.github.certpulse.numbers.alarm.Alarm.Span;
import io.github.certpulse.numbers.arrival.ArrivalPatterns;
import io.github.certpulse.numbers.arrival.Pattern;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Finds alarms among all schools' sheets of one role. Pure: the same sheets always give the same alarms.
final class AlarmRules {
    private static final int HOURS_A_DAY = 24;
    /// China's time begins its day so many hours before UTC.
    private static final int CHINA_HOURS = 8;
    private static final int PERCENT = 100;
    private static final double ROUNDING = 1e-6;
    private final Role role;
    private final List<SchoolArrivals> schools;
    private final int received;
    private final int flagged;

    private AlarmRules(Role role, List<SchoolArrivals> schools) {
        this.role = role;
        this.schools = schools.stream().filter(school -> school.received() > 0).toList();
        this.received = this.schools.stream().mapToInt(SchoolArrivals::received).sum();
        this.flagged = this.schools.stream().mapToInt(SchoolArrivals::flagged).sum();
    }

    /// All alarms, in no particular order; a school may have several of a kind, at different hours.
    static List<Alarm> find(Role role, List<SchoolArrivals> schools) {
        return new AlarmRules(role, schools).find();
    }

    private List<Alarm> find() {
        var alarms = new ArrayList<Alarm>();
        for (var school : schools) {
            manyAtOnce(school, alarms);
            nights(school, alarms);
            flaggedShare(school).ifPresent(alarms::add);
        }
        unusualHours(alarms);
        return alarms;
    }

    private void manyAtOnce(SchoolArrivals school, List<Alarm> alarms) {
        var limit = plausible(school);
        school.byHour().forEach((hour, sheets) -> {
            if (sheets > limit) {
                alarms.add(alarm(Kind.MANY_AT_ONCE, school, Optional.of(new Span(hour, 1)), sheets, limit));
            }
        });
    }

    private void nights(SchoolArrivals school, List<Alarm> alarms) {
        var nights = new TreeMap<Integer, TreeMap<Integer, Integer>>();
        school.nightBurstsByHour()
                .forEach(
                        (hour, sheets) -> nights
                                .computeIfAbsent((hour + CHINA_HOURS) / HOURS_A_DAY, _ -> new TreeMap<>())
                                .put(hour, sheets));
        for (var night : nights.values()) {
            var sheets = night.values().stream().mapToInt(number -> number).sum();
            var span = new Span(night.firstKey(), night.lastKey() + 1 - night.firstKey());
            alarms.add(alarm(Kind.NIGHT, school, Optional.of(span), sheets, Pattern.NIGHT_SIZE));
        }
    }

    private Optional<Alarm> flaggedShare(SchoolArrivals school) {
        var others = received - school.received();
        var flaggedOfOthers = flagged - school.flagged();
        var ofOthers = others == 0 ? 0.0 : (double) Kind.TIMES_OTHERS * flaggedOfOthers / others;
        var share = Math.max(ofOthers, (double) Kind.FLAGGED_PERCENT / PERCENT);
        var limit = (int) (school.received() * share + ROUNDING);
        return school.flagged() >= Kind.MIN_FLAGGED && school.flagged() > limit
                ? Optional.of(alarm(Kind.FLAGGED_SHARE, school, Optional.empty(), school.flagged(), limit))
                : Optional.empty();
    }

    private void unusualHours(List<Alarm> alarms) {
        if (schools.size() <= Kind.MIN_OTHERS) {
            return;
        }
        var perPlausible = schools.stream().mapToDouble(this::busiestPerPlausible).toArray();
        var sorted = Arrays.stream(perPlausible).sorted().toArray();
        for (var i = 0; i < perPlausible.length; i++) {
            var school = schools.get(i);
            var hour = school.busiestHour();
            int sheets = school.byHour().getOrDefault(hour, 0);
            // Rounding must not make it smaller.
            var fence = fence(without(sorted, perPlausible[i])) * plausible(school) + ROUNDING;
            var limit = (int) Math.max(fence, Kind.TIMES_EARLIER * school.mostBefore(hour));
            if (sheets >= Kind.MIN_UNUSUAL && sheets > limit && sheets <= plausible(school)) {
                alarms.add(alarm(Kind.UNUSUAL_HOUR, school, Optional.of(new Span(hour, 1)), sheets, limit));
            }
        }
    }

    private double busiestPerPlausible(SchoolArrivals school) {
        return (double) school.byHour().getOrDefault(school.busiestHour(), 0) / plausible(school);
    }

    private int plausible(SchoolArrivals school) {
        return ArrivalPatterns.plausible(role, school.registered());
    }

    private static double[] without(double[] sorted, double value) {
        var at = Arrays.binarySearch(sorted, value);
        var others = new double[sorted.length - 1];
        System.arraycopy(sorted, 0, others, 0, at);
        System.arraycopy(sorted, at + 1, others, at, others.length - at);
        return others;
    }

    /// Tukey's outer fence above.
    private static double fence(double[] sorted) {
        var upper = quantile(sorted, 0.75);
        return upper + Kind.FENCE * (upper - quantile(sorted, 0.25));
    }

    /// Between the two values next to it in proportion (Hyndman, Fan: Sample Quantiles in Statistical Packages, 1996,
    /// definition 7).
    private static double quantile(double[] sorted, double share) {
        var at = share * (sorted.length - 1);
        var below = (int) at;
        return below + 1 == sorted.length ? sorted[below]
                : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }

    private Alarm alarm(Kind kind, SchoolArrivals school, Optional<Span> span, int number, int limit) {
        return new Alarm(kind, school.school(), school.name(), role, span, number, limit);
    }
}
