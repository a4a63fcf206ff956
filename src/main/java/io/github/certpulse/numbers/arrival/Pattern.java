package io.github.certpulse.numbers.arrival;

/// A pattern that sheets of one role at one school make. None of them proves anything; each can have a harmless reason,
/// which is told where there is a likely one.
public enum Pattern {
    /// More than [Crowds#plausible] sheets from one source within [#CROWD_SECONDS]. A campus has one address and nearly
    /// everybody the same browser, so a class or two that answer together must not count.
    MANY_FROM_SOURCE,

    /// At least [#NIGHT_SIZE] sheets within [#NIGHT_SECONDS], from whatever sources, between [#NIGHT_FROM] and
    /// [#NIGHT_TO] in China. The first minutes after midnight are left out, because campaigns often end at midnight,
    /// and what was begun before is accepted for so long.
    NIGHT_BURST,

    /// [#REGULAR_SEQUENCE] sheets in a row from one source at intervals as of one hand or a machine: on average from
    /// [#MIN_INTERVAL_SECONDS] to [#MAX_INTERVAL_SECONDS], with a standard deviation below [#DEVIATION_PERCENT] of the
    /// average. People who answer independently arrive as a Poisson process, whose intervals differ by as much as they
    /// last. That intervals are too equal for it is seen by Greenwood's statistic, the sum of the squares of their
    /// shares: *The Statistical Study of Infectious Diseases*, Journal of the Royal Statistical Society 109(2), 1946.
    /// Of random rows of this length fewer than two in a million are below the limit, by simulation of 20 million.
    REGULAR_INTERVALS,

    /// [#SEQUENCE] sheets in a row from one source whose respondents came one after another: each was first seen when
    /// the sheet before had been received, and at most [#SUCCESSION_SECONDS] later. In a class many answer at the same
    /// time. A queue at a desk looks like this too.
    ONE_AFTER_ANOTHER;

    /// The time in which a crowd is counted, ends included.
    public static final int CROWD_SECONDS = 600;
    /// The fewest sheets from one source that are plausible whatever the roster says: two classes of 60.
    public static final int MIN_PLAUSIBLE = 120;
    /// For so many registered students one teacher's sheet is plausible.
    public static final int STUDENTS_PER_TEACHER = 10;
    /// How many sheets make a burst in the night.
    public static final int NIGHT_SIZE = 15;
    /// The time within which they must be received, ends included.
    public static final int NIGHT_SECONDS = 1800;
    /// When the night begins and ends, in seconds since midnight in China.
    public static final int NIGHT_FROM = 15 * 60;
    public static final int NIGHT_TO = 5 * 60 * 60;
    /// How many sheets in a row make a sequence of one after another.
    public static final int SEQUENCE = 10;
    /// How many sheets in a row make a sequence of regular intervals.
    public static final int REGULAR_SEQUENCE = 25;
    public static final int MIN_INTERVAL_SECONDS = 2;
    public static final int MAX_INTERVAL_SECONDS = 3600;
    public static final int DEVIATION_PERCENT = 40;
    /// The longest time from one sheet's receipt to the next respondent.
    public static final int SUCCESSION_SECONDS = 60;
}
