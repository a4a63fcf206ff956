package io.github.certpulse.numbers.pace;

import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/// The units of time in which arrivals are counted, numbered from 1970 in China's time, and their kinds: people answer
/// less at weekends and at night.
public enum Grain {
    DAY(24, 3, 14),
    HOUR(1, 12, 48);

    /// Shorter campaigns are counted by the hour.
    static final Duration SHORT = Duration.ofDays(3);
    /// How many kinds of units there are.
    static final int KINDS = 2;
    /// China's hours ahead of UTC, all year round.
    private static final int AHEAD =
            Time.ZONE.getRules().getOffset(Instant.EPOCH.plus(Duration.ofDays(20_000))).getTotalSeconds() / 3600;
    private static final int MORNING = 8;
    private static final int EVENING = 22;
    private static final int HOURS_A_DAY = 24;
    private final int hours;
    private final int minUnits;
    private final int maxUnits;

    Grain(int hours, int minUnits, int maxUnits) {
        this.hours = hours;
        this.minUnits = minUnits;
        this.maxUnits = maxUnits;
    }

    static Grain from(Campaign campaign) {
        return Duration.between(campaign.opensAt(), campaign.closesAt()).compareTo(SHORT) < 0 ? HOUR : DAY;
    }

    /// The fewest whole units that a projection needs.
    int minUnits() {
        return minUnits;
    }

    /// The most whole units in the window of a [Span]: a campaign's pace changes.
    int maxUnits() {
        return maxUnits;
    }

    Duration length() {
        return Duration.ofHours(hours);
    }

    /// The unit in which an hour since 1970 (UTC) lies.
    long unit(long hour) {
        return Math.floorDiv(hour + AHEAD, hours);
    }

    long unit(Instant moment) {
        return unit(Math.floorDiv(moment.getEpochSecond(), 3600));
    }

    Instant start(long unit) {
        return Instant.EPOCH.plus(Duration.ofHours(unit * hours - AHEAD));
    }

    /// 0 for workdays and daytime, 1 for weekends and nights. Public holidays are not considered.
    int kind(long unit) {
        return switch (this) {
            case DAY -> LocalDate.ofEpochDay(unit).getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 ? 0 : 1;
            case HOUR -> {
                var hour = Math.floorMod(unit, HOURS_A_DAY);
                yield hour >= MORNING && hour < EVENING ? 0 : 1;
            }
        };
    }
}
