package io.github.certpulse.numbers.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Fast
class SequencesTest {
    private static final int UNKNOWN = -1;
    private final Sequences sequences = new Sequences();
    private final Map<Integer, Set<Pattern>> found = new HashMap<>();
    private int sheets;
    private long second;

    @Test
    void ofTwentyFiveWhoseIntervalsHardlyDifferAreRegular() {
        // Half of the intervals are 39 % shorter, half 39 % longer than their average: so is the standard deviation.
        alternate(-1, 25, 61_000, 139_000);
        assertThat(found).hasSize(25)
                .allSatisfy((_, patterns) -> assertThat(patterns).containsOnly(Pattern.REGULAR_INTERVALS));
    }

    @Test
    void areNotRegularWhereIntervalsDifferMoreNorWithTwentyFourSheets() {
        alternate(-1, 60, 60_000, 140_000);
        alternate(2, 24, 100_000, 100_000);
        assertThat(found).isEmpty();
        alternate(3, 60, 61_000, 139_000);
        assertThat(found).hasSize(60);
    }

    @Test
    void ofLessThanTwoSecondsOrMoreThanAnHourOnAverageAreNotRegular() {
        alternate(-1, 40, 1_000, 2_000);
        alternate(2, 40, 3_600_000, 3_601_000);
        assertThat(found).isEmpty();
        alternate(3, 25, 2_000, 2_000);
        assertThat(found).hasSize(25);
        alternate(4, 25, 3_600_000, 3_600_000);
        assertThat(found).hasSize(50);
    }

    @Test
    void whoseRespondentsCameWithinAMinuteAfterTheSheetBeforeAreOneAfterAnother() {
        answer(1, 500, 40, 100, 100, 55, 47, 99, 130, 61, 45, 77);
        assertThat(found).hasSize(10)
                .allSatisfy(
                        (_, patterns) -> assertThat(patterns).containsOnly(
                                Pattern.ONE_AFTER_ANOTHER));
    }

    @Test
    void areNotOneAfterAnotherWhereOneCameBeforeOrLaterOrIsUnknown() {
        // The fifth comes 40 s after the fourth, but was seen 41 s before.
        respond(1, 41);
        for (var pause : new int[]{40, 40, 40}) {
            second += pause;
            respond(1, pause);
        }
        second += 40;
        respond(1, 41);
        for (var pause : new int[]{40, 90, 40, 90, 40}) {
            second += pause;
            respond(1, Math.min(pause, 40));
        }
        assertThat(found).isEmpty();
        answer(2, 500, 100, 100, 130, 100, 55, 160, 99, 130, 61);
        answer(3, 500, UNKNOWN, 101, 108, 120);
        assertThat(found).as("nine, and unknown times").isEmpty();
    }

    @Test
    void areNotMixedWithThoseOfAnotherSource() {
        for (var i = 0; i < 48; i++) {
            second += 60;
            sequences.add(i % 2, second, UNKNOWN, patterns(i)::add);
        }
        assertThat(found).allSatisfy((_, patterns) -> assertThat(patterns).isEmpty());
    }

    @Test
    void areFoundInAMillionSheetsOfAMillionSources() {
        for (var i = 0; i < 1_000_000; i++) {
            sequences.add(i, second, UNKNOWN, _ -> {});
        }
        alternate(-1, 25, 60_000, 60_000);
        assertThat(found).hasSize(25);
    }

    /// Sheets at two intervals in turn, in milliseconds.
    private void alternate(long source, int number, int one, int other) {
        var milliseconds = second * 1000;
        for (var i = 0; i < number; i++) {
            second = milliseconds / 1000;
            respond(source, UNKNOWN);
            milliseconds += i % 2 == 0 ? one : other;
        }
        second = milliseconds / 1000 + 1;
    }

    /// Sheets that take a while each, the next respondent coming 10 s after the one before.
    private void answer(long source, int pause, int... times) {
        second += pause;
        for (var time : times) {
            second += 10 + Math.max(time, 0);
            respond(source, time);
        }
    }

    private void respond(long source, int serverSeconds) {
        var sheet = sheets++;
        sequences.add(
                source,
                second,
                serverSeconds,
                pattern -> assertThat(patterns(sheet).add(pattern)).as("told once").isTrue());
    }

    private Set<Pattern> patterns(int sheet) {
        return found.computeIfAbsent(sheet, _ -> EnumSet.noneOf(Pattern.class));
    }
}
