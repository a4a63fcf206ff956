package io.github.certpulse.sample;

import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.questionnaire.Role;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// When invented people answer: often in the first days and after a reminder on the sixth day, less at weekends, rarely
/// at night; teachers in working hours, students also in the evening.
final class AnswerTimes {
    private static final double[] DAYS = {1.5, 1.2, 0.9, 0.7, 0.5, 1.5, 1.1, 0.8, 0.9};
    private static final double WEEKEND = 0.35;
    private static final int[] TEACHERS = {0, 0, 0, 0, 0, 0, 1, 3, 8, 12, 12, 8, 4, 4, 9, 11, 10, 7, 4, 4, 5, 4, 2, 1};
    private static final int[] STUDENTS = {1, 0, 0, 0, 0, 0, 1, 2, 5, 7, 7, 6, 8, 5, 6, 7, 7, 6, 6, 9, 11, 10, 6, 3};
    private static final int FIRST_WORKING_HOUR = 9;
    private static final int WORKING_HOURS = 8;
    private static final int SECONDS_PER_HOUR = 3600;
    private final Instant opensAt;
    private final Instant now;
    private final RandomGenerator random;
    /// The weights of the hours since the opening.
    private final Map<Role, double[]> weights = new EnumMap<>(Role.class);

    AnswerTimes(Instant opensAt, Instant now, RandomGenerator random) {
        this.opensAt = opensAt;
        this.now = now;
        this.random = random;
        for (var role : Role.values()) {
            weights.put(role, IntStream.rangeClosed(0, hours(now)).mapToDouble(hour -> weight(role, hour)).toArray());
        }
    }

    private int hours(Instant end) {
        return (int) Duration.between(opensAt, end).toHours();
    }

    Instant opensAt() {
        return opensAt;
    }

    Instant now() {
        return now;
    }

    /// A random time between the opening and an end.
    Instant moment(Role role, Instant end) {
        var hours = hours(end);
        var cumulated = new double[hours + 1];
        for (var hour = 0; hour <= hours; hour++) {
            // The last hour may be incomplete.
            var seconds = Math.min(SECONDS_PER_HOUR, Duration.between(start(hour), end).toSeconds());
            cumulated[hour] =
                    (hour == 0 ? 0 : cumulated[hour - 1]) + Objects.requireNonNull(weights.get(role))[hour] * seconds;
        }
        var target = random.nextDouble() * cumulated[hours];
        var hour = 0;
        while (hour < hours && cumulated[hour] <= target) {
            hour++;
        }
        var length = Math.min(SECONDS_PER_HOUR, Duration.between(start(hour), end).toSeconds());
        return start(hour).plusSeconds((long) (random.nextDouble() * length));
    }

    private Instant start(int hour) {
        return opensAt.plus(hour, ChronoUnit.HOURS);
    }

    private LocalDate firstDay() {
        return opensAt.atZone(Time.ZONE).toLocalDate();
    }

    private double weight(Role role, int hour) {
        var time = start(hour).atZone(Time.ZONE);
        var day = (int) ChronoUnit.DAYS.between(firstDay(), time.toLocalDate());
        var week = time.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 ? 1 : WEEKEND;
        return DAYS[Math.min(day, DAYS.length - 1)] * week
                * (role == Role.TEACHER ? TEACHERS : STUDENTS)[time.getHour()];
    }

    /// A random time for a school's declaration: in working hours, after the first two days, and before now.
    Instant declaration() {
        while (true) {
            var day = firstDay().plusDays(2 + random.nextInt(DAYS.length - 2));
            var morning = day.atTime(FIRST_WORKING_HOUR, 0).atZone(Time.ZONE).toInstant();
            var moment = morning.plusSeconds(random.nextInt(WORKING_HOURS * SECONDS_PER_HOUR));
            var isWorkday = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
            if (isWorkday && moment.isBefore(now)) {
                return moment;
            }
        }
    }
}
