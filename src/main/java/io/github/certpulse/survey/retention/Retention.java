package io.github.certpulse.survey.retention;

import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Until when a campaign's contacts are kept and its respondents can be recognised.
///
/// @param destroyAfter the last day in China's time on which they are there
/// @param isDefault    whether the day follows from the setting, not from the office
/// @param destroyedAt  when the last of them was destroyed
/// @param contacts     how many contacts were destroyed
/// @param persons      how many persons can no longer be recognised
public record Retention(
        LocalDate destroyAfter,
        boolean isDefault,
        State state,
        Optional<Instant> destroyedAt,
        int contacts,
        int persons) {
    /// The most days after the campaign's end that the office can choose.
    public static final int MAX_DAYS = 1095;
    /// From so many days before the end on, the office's pages warn.
    public static final int WARNING_DAYS = 30;

    /// How far it is.
    public enum State {
        /// The campaign is not over.
        COLLECTING,
        /// The campaign is over; the days are counted.
        KEPT,
        /// The day has passed; the data will be destroyed within minutes.
        DUE,
        /// The keys are destroyed, and the rest follows.
        DESTROYING,
        DESTROYED
    }

    /// The day that a text stands for, such as 2027-05-30.
    public static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    /// From when the data of a day may be destroyed.
    static Instant after(LocalDate day) {
        return day.plusDays(1).atStartOfDay(Time.ZONE).toInstant();
    }

    /// How many days are left, from 0 on the last one; negative afterwards.
    public long daysLeft(Instant now) {
        return ChronoUnit.DAYS.between(now.atZone(Time.ZONE).toLocalDate(), destroyAfter);
    }

    /// Whether a campaign that is over loses these data soon.
    public boolean isNear(Instant now) {
        return state == State.KEPT && daysLeft(now) <= WARNING_DAYS || state == State.DUE;
    }
}
