package io.github.certpulse.numbers.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.alarm.Alarm.Kind;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Fast
class AlarmRulesTest {
    /// 8 in the morning of 27 November 2026 in China.
    private static final int MORNING = 498_816;
    private static final int SCHOOLS = 100;
    private static final int PROVINCES = 20;

    @ParameterizedTest
    @CsvSource({"STUDENT, 400, 400, 0", "STUDENT, 400, 401, 1", "STUDENT, 50, 120, 0", "STUDENT, 50, 121, 1",
            "TEACHER, 400, 120, 0", "TEACHER, 400, 121, 1", "TEACHER, 2000, 200, 0", "TEACHER, 2000, 201, 1"})
    void manyAtOnceAreMoreThanTheRosterMakesPlausible(Role role, int registered, int sheets, int alarms) {
        var found = AlarmRules.find(role, List.of(school(1, registered).receive(MORNING, sheets)));
        assertThat(found).hasSize(alarms)
                .allSatisfy(alarm -> assertThat(alarm.kind()).isEqualTo(Kind.MANY_AT_ONCE))
                .allSatisfy(alarm -> assertThat(alarm.number()).isEqualTo(sheets));
    }

    @Test
    void anAlarmSaysWhenItWasAndLinksToItsSheets() {
        var alarm = AlarmRules.find(Role.STUDENT, List.of(school(1, 50).receive(MORNING, 121))).getFirst();
        assertThat(alarm.span().orElseThrow().from()).isEqualTo(Instant.parse("2026-11-27T00:00:00Z"));
        assertThat(alarm.span().orElseThrow().to()).isEqualTo(Instant.parse("2026-11-27T01:00:00Z"));
        assertThat(alarm.query())
                .isEqualTo(
                        "role=STUDENT&school=0000000000001&from=2026-11-27T08%3A00%3A00%2B08%3A00"
                                + "&to=2026-11-27T09%3A00%3A00%2B08%3A00");
        assertThat(alarm.id()).isEqualTo("many-at-once.0000000000001.student." + MORNING);
    }

    /// The other schools' busiest hours are 20, 22, … 40 of 200: quartiles 25 and 35, so the fence is at 65.
    @ParameterizedTest
    @CsvSource({"65, 0, 0", "66, 0, 1", "66, 22, 0", "66, 21, 1", "59, 0, 0"})
    void anUnusualHourIsFarAboveOtherSchoolsAndTheSchoolsOwnHours(int sheets, int before, int alarms) {
        var schools = others(11);
        var school = school(99, 200).receive(MORNING + 3, sheets);
        if (before > 0) {
            school.receive(MORNING, before);
        }
        schools.add(school);
        assertThat(AlarmRules.find(Role.STUDENT, schools)).hasSize(alarms)
                .allSatisfy(alarm -> assertThat(alarm.kind()).isEqualTo(Kind.UNUSUAL_HOUR))
                .allSatisfy(alarm -> assertThat(alarm.school()).isEqualTo(99));
    }

    @Test
    void anUnusualHourNeedsSchoolsToCompareWithAndAtLeastSixtySheets() {
        var few = others(4);
        few.add(school(99, 200).receive(MORNING, 110));
        assertThat(AlarmRules.find(Role.STUDENT, few)).isEmpty();
        var enough = others(5);
        enough.add(school(99, 200).receive(MORNING, 110));
        assertThat(AlarmRules.find(Role.STUDENT, enough)).hasSize(1);
        var small = new ArrayList<SchoolArrivals>();
        IntStream.range(0, 9).forEach(id -> small.add(school(id, 200).receive(MORNING, 3)));
        small.add(school(99, 200).receive(MORNING, 59));
        assertThat(AlarmRules.find(Role.STUDENT, small)).isEmpty();
        small.set(9, school(99, 200).receive(MORNING, 60));
        assertThat(AlarmRules.find(Role.STUDENT, small)).hasSize(1);
    }

    @Test
    void eachNightWithABurstIsAnAlarmOfItsOwn() {
        var school = school(1, 500).receive(MORNING, 100)
                .receive(MORNING - 7, 10)
                .receive(MORNING - 6, 20)
                .receive(MORNING + 18, 16)
                .flagAtNight(MORNING - 7, 5)
                .flagAtNight(MORNING - 6, 12)
                .flagAtNight(MORNING + 18, 16);
        var alarms = AlarmRules.find(Role.STUDENT, List.of(school));
        assertThat(alarms).extracting(Alarm::kind).containsExactly(Kind.NIGHT, Kind.NIGHT);
        assertThat(alarms).extracting(Alarm::number).containsExactly(17, 16);
        assertThat(alarms).extracting(alarm -> alarm.span().orElseThrow())
                .containsExactly(new Alarm.Span(MORNING - 7, 2), new Alarm.Span(MORNING + 18, 1));
    }

    @ParameterizedTest
    @CsvSource({"9, 20, 0, 0", "10, 20, 0, 1", "10, 50, 0, 0", "11, 50, 0, 1", "45, 100, 150, 0", "46, 100, 150, 1"})
    void manyDoubtfulSheetsAreAFifthAndThreeTimesTheShareElsewhere(int flagged, int received, int others, int alarms) {
        var schools = List.of(
                school(1, 5000).receive(MORNING, received).flag(flagged),
                school(2, 5000).receive(MORNING, 1000).flag(others));
        assertThat(AlarmRules.find(Role.STUDENT, schools)).hasSize(alarms)
                .allSatisfy(alarm -> assertThat(alarm.kind()).isEqualTo(Kind.FLAGGED_SHARE))
                .allSatisfy(alarm -> assertThat(alarm.span()).isEmpty());
    }

    /// The rate is that of `office.md`: at most one alarm for a hundred schools.
    @Test
    void honestProvincesHaveHardlyAnyAlarm() {
        var alarms = 0;
        for (var seed = 0; seed < PROVINCES; seed++) {
            alarms += AlarmRules.find(Role.STUDENT, honestProvince(seed)).size();
        }
        assertThat(alarms).isLessThanOrEqualTo(PROVINCES * SCHOOLS / 100);
    }

    /// A school of an honest province to which somebody adds four hundred teachers in an hour.
    @Test
    void aStuffedSchoolIsFoundInEveryProvince() {
        for (var seed = 0; seed < PROVINCES; seed++) {
            var schools = new ArrayList<>(honestProvince(seed));
            schools.set(3, school(3, 300).receive(MORNING, 4).receive(MORNING + 30, 400));
            assertThat(AlarmRules.find(Role.TEACHER, schools)).as("seed " + seed)
                    .anyMatch(alarm -> alarm.school() == 3);
        }
    }

    private static List<SchoolArrivals> others(int number) {
        var schools = new ArrayList<SchoolArrivals>();
        IntStream.range(0, number).forEach(id -> schools.add(school(id, 200).receive(MORNING, 20 + 2 * id)));
        return schools;
    }

    /// Schools of 60 to 3,000 students, of whom 20 to 90 % answer: classes together, others at home in ten evenings.
    private static List<SchoolArrivals> honestProvince(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return IntStream.range(0, SCHOOLS).mapToObj(id -> honestSchool(id, random)).toList();
    }

    private static SchoolArrivals honestSchool(int id, RandomGenerator random) {
        var registered = (int) Math.clamp(300 * Math.exp(random.nextGaussian()), 60, 3000);
        var school = school(id, registered);
        var answering = registered * (20 + random.nextInt(71)) / 100;
        var inClasses = random.nextInt(101);
        for (var begun = 0; begun < answering; begun += 45) {
            var size = Math.min(45, answering - begun);
            if (random.nextInt(100) < inClasses) {
                school.receive(MORNING + 24 * random.nextInt(10) + random.nextInt(10), size);
            } else {
                for (var i = 0; i < size; i++) {
                    school.receive(MORNING + 24 * random.nextInt(10) + 10 + random.nextInt(5), 1);
                }
            }
        }
        return school.flag(answering * random.nextInt(8) / 100);
    }

    private static SchoolArrivals school(long id, int registered) {
        return new SchoolArrivals(id, "学校" + id, registered);
    }
}
