package io.github.certpulse.numbers.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How many sheets of honest people and of stuffers are in a pattern. The rates are those of `interface.md`.
@Fast
class ArrivalPatternsTest {
    /// The stated rate of honest sheets that are in a pattern by chance.
    private static final double FALSE_RATE = 0.001;
    private static final double FOUND_RATE = 0.99;
    private static final int REGISTERED = 400;

    static Stream<Arguments> honestCrowds() {
        return Stream.of(
                story("a class of 60 in ten minutes", Role.STUDENT, 500, crowd -> crowd.together(60, morning())),
                story("two classes of 60 at once", Role.STUDENT, 500, crowd -> crowd.together(120, morning())),
                story(
                        "the whole grade in the lecture hall",
                        Role.STUDENT,
                        200,
                        crowd -> crowd.together(400, morning())),
                story("a staff room", Role.TEACHER, 500, crowd -> crowd.trickle(30, 80, morning())),
                story("all teachers at a meeting", Role.TEACHER, 200, crowd -> crowd.together(110, morning())),
                story("people one by one, every 15 s", Role.STUDENT, 100, crowd -> crowd.trickle(400, 15, morning())),
                story("people one by one, every minute", Role.STUDENT, 100, crowd -> crowd.trickle(400, 60, morning())),
                story("people one by one, every 3 min", Role.STUDENT, 100, crowd -> crowd.trickle(250, 180, morning())),
                story(
                        "people one by one, every 10 min",
                        Role.STUDENT,
                        100,
                        crowd -> crowd.trickle(80, 600, morning())),
                story("the evening at home", Role.STUDENT, 100, crowd -> crowd.atHome(600, 18, 23.5, 10)),
                story("some who stay up late", Role.STUDENT, 100, crowd -> crowd.atHome(40, 24.25, 26, 10)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void honestCrowds(String name, Role role, int crowds, Consumer<GeneratedCrowd> story) {
        assertThat(found(GeneratedCrowd.several(crowds, role, story), EnumSet.allOf(Pattern.class))).as(name)
                .isLessThanOrEqualTo(FALSE_RATE);
    }

    @Test
    void findTheScriptThatHandsInThousandsOfTeachersInAMinute() {
        var crowds = GeneratedCrowd.several(1, Role.TEACHER, crowd -> crowd.script(3207, 61));
        assertThat(found(crowds, Set.of(Pattern.MANY_FROM_SOURCE))).isGreaterThanOrEqualTo(FOUND_RATE);
        assertThat(found(crowds, Set.of(Pattern.ONE_AFTER_ANOTHER))).isGreaterThanOrEqualTo(FOUND_RATE);
    }

    @Test
    void findAScriptThatWaitsUntilItIsOneInSecondsByItsSequence() {
        assertThat(
                found(
                        GeneratedCrowd.several(20, Role.TEACHER, crowd -> crowd.script(300, 1800)),
                        Set.of(Pattern.ONE_AFTER_ANOTHER)))
                .isGreaterThanOrEqualTo(FOUND_RATE);
    }

    @Test
    void findOneSheetAMinuteFromOnePrivateWindowAfterAnother() {
        assertThat(
                found(
                        GeneratedCrowd.several(100, Role.TEACHER, crowd -> crowd.windowAfterWindow(60)),
                        EnumSet.allOf(Pattern.class)))
                .isGreaterThanOrEqualTo(FOUND_RATE);
    }

    @Test
    void findATimerWhoseSessionsWereOpenedBeforeAlsoIfItVaries() {
        assertThat(
                found(
                        GeneratedCrowd.several(100, Role.TEACHER, crowd -> crowd.timer(60, 60, 0.3)),
                        Set.of(Pattern.REGULAR_INTERVALS)))
                .isGreaterThanOrEqualTo(FOUND_RATE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10})
    void findAPersonWhoFillsInPrivateWindowsOneByOneThatWereOpenedAtOnce(int windows) {
        assertThat(
                found(
                        GeneratedCrowd.several(100, Role.TEACHER, crowd -> crowd.windowsAtOnce(60, windows)),
                        Set.of(Pattern.REGULAR_INTERVALS)))
                .isGreaterThanOrEqualTo(FOUND_RATE);
    }

    /// What the patterns cannot find is stated too, so that nobody relies on it.
    @Test
    void doNotFindAFewSheetsNorATimerThatCopiesPeopleNorAStufferAmongManyOthers() {
        var few = GeneratedCrowd.several(100, Role.TEACHER, crowd -> crowd.windowsAtOnce(5, 5));
        assertThat(found(few, EnumSet.allOf(Pattern.class))).isZero();
        var random = GeneratedCrowd.several(100, Role.TEACHER, crowd -> crowd.randomTimer(60, 60));
        assertThat(found(random, EnumSet.allOf(Pattern.class))).isLessThan(0.01);
        var busy = GeneratedCrowd
                .several(100, Role.TEACHER, crowd -> crowd.windowAfterWindowOnABusyCampus(60, 60));
        assertThat(found(busy, EnumSet.allOf(Pattern.class))).isLessThan(0.05);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15})
    void areABurstAtNightFromFifteenSheetsWithinHalfAnHour(int sheets) {
        var begin = GeneratedCrowd.MORNING - 6 * 3600;
        var inPattern = found(
                List.of(
                        Stream.iterate(begin, second -> second + 1800 / (sheets - 1))
                                .limit(sheets)
                                .map(second -> new ArrivedSheet(1, Role.STUDENT, 0, second, -1))
                                .toList()),
                Set.of(Pattern.NIGHT_BURST));
        assertThat(inPattern).isEqualTo(sheets < Pattern.NIGHT_SIZE ? 0.0 : 1.0);
    }

    @Test
    void theNightBeginsAQuarterAfterMidnightAndEndsAtFive() {
        var midnight = GeneratedCrowd.MORNING - 8 * 3600;
        assertThat(ArrivalPatterns.isNight(midnight + 15 * 60 - 1)).isFalse();
        assertThat(ArrivalPatterns.isNight(midnight + 15 * 60)).isTrue();
        assertThat(ArrivalPatterns.isNight(midnight + 5 * 3600 - 1)).isTrue();
        assertThat(ArrivalPatterns.isNight(midnight + 5 * 3600)).isFalse();
    }

    @Test
    void ofOneRoleOrSchoolDoNotCountForAnother() {
        var half = GeneratedCrowd.several(1, Role.TEACHER, crowd -> crowd.script(120, 60)).getFirst();
        var other = half.stream()
                .map(sheet -> new ArrivedSheet(sheet.school(), Role.STUDENT, sheet.source(), sheet.second(), -1))
                .toList();
        var elsewhere = half.stream()
                .map(sheet -> new ArrivedSheet(78, Role.TEACHER, sheet.source(), sheet.second(), -1))
                .toList();
        var all = Stream.of(half, other, elsewhere).flatMap(List::stream).toList();
        assertThat(found(List.of(all), Set.of(Pattern.MANY_FROM_SOURCE))).isZero();
        var again = Stream.concat(half.stream(), half.stream().limit(1)).toList();
        assertThat(found(List.of(again), Set.of(Pattern.MANY_FROM_SOURCE))).isEqualTo(1);
    }

    private static Arguments story(String name, Role role, int crowds, Consumer<GeneratedCrowd> story) {
        return Arguments.of(name, role, crowds, story);
    }

    private static long morning() {
        return GeneratedCrowd.MORNING;
    }

    /// The share of sheets that are in any of the patterns.
    private static double found(List<List<ArrivedSheet>> crowds, Set<Pattern> patterns) {
        var sheets = 0;
        var found = 0;
        for (var crowd : crowds) {
            var arrivals = new ArrivalPatterns();
            var flagged = new boolean[crowd.size()];
            for (var i = 0; i < flagged.length; i++) {
                var sheet = i;
                arrivals.add(
                        crowd.get(i),
                        REGISTERED,
                        pattern -> flagged[sheet] |= patterns.contains(pattern));
            }
            sheets += flagged.length;
            for (var one : flagged) {
                found += one ? 1 : 0;
            }
        }
        return (double) found / sheets;
    }
}
