package io.github.certpulse.numbers.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A campaign's pace and projection, as the office reads them.
class PaceTest {
    private static final String[] SCHOOLS =
            {"甲校,高职,武汉市,,,物流管理,中级,120", "乙校,中职,襄阳市,,,物流管理,中级,80"};
    private final TestService service = TestService.shared();

    @Test
    void showsResponsesByDayAndTheProjection() {
        var province = openFor(Duration.ofDays(7), "{\"perCertificate\":{\"teachers\":75,\"students\":0}}");
        cameInTheLastTwoWeeks(province, Role.TEACHER, 140);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(
                                province.office().get(province.path() + "/progress").number("total.teachers.received"))
                                .isEqualTo(140));
        var pace = service.viewer().get(province.path() + "/pace").expect(200);
        assertThat(pace.string("grain")).isEqualTo("DAY");
        assertThat(pace.at("level").getDoubleValue()).isEqualTo(0.8);
        var units = pace.list("units");
        assertThat(units).hasSize(16);
        assertThat(OffsetDateTime.parse(units.getFirst().get("start").getStringValue()))
                .isEqualTo(midnight(15).atZone(Time.ZONE).toOffsetDateTime());
        assertThat(units.stream().mapToInt(unit -> unit.get("teachers").getIntValue()).sum()).isEqualTo(140);
        assertThat(units.subList(3, 15)).as("ten a day")
                .allMatch(unit -> unit.get("teachers").getIntValue() >= 9 && unit.get("teachers").getIntValue() <= 11);
        assertThat(pace.number("teachers.received")).isEqualTo(140);
        assertThat(pace.at("teachers.byDeadline.middle").getIntValue()).isBetween(190, 220);
        assertThat(numbers(pace.at("teachers.byDeadline"))).isSorted().doesNotHaveDuplicates();
        assertThat(pace.at("teachers.lack")).isNull();
        assertThat(pace.string("students.lack.code")).isEqualTo("too-few-responses");
        assertThat(pace.at("students.byDeadline")).isNull();
        assertThat(List.of(pace.number("schools.total"), pace.number("schools.met"))).startsWith(2);
        assertThat(numbers(pace.at("schools.byDeadline"))).as("nothing is asked of students")
                .isSorted()
                .allMatch(number -> number <= 2);
        assertThat(pace.at("schools.byDeadline.middle").getIntValue()).isEqualTo(2);
        assertThat(service.viewer().get(province.path() + "/pace").expect(200).at("teachers"))
                .as("the same for the same data")
                .isEqualTo(pace.at("teachers"));
    }

    @Test
    void countsNoSurplusOfOneSchoolForAnother() {
        var province = openFor(Duration.ofDays(7), "{\"perCertificate\":{\"teachers\":5,\"students\":0}}");
        try (var database = TestDatabase.of(service)) {
            came(database, province.school("甲校").certificate("物流管理"), 4, 3);
            came(database, province.school("甲校").certificate("物流管理"), 8, 2);
            came(database, province.school("乙校").certificate("物流管理"), 2, 1);
        }
        var teachers = Awaitility.await()
                .until(
                        () -> service.office().get(province.path() + "/pace").expect(200),
                        pace -> pace.number("teachers.received") == 14);
        assertThat(teachers.number("teachers.required")).isEqualTo(10);
        assertThat(teachers.number("teachers.filled")).as("five of twelve, and two").isEqualTo(7);
        assertThat(teachers.list("units").reversed().stream().map(unit -> unit.get("teachers").getIntValue()).limit(4))
                .containsExactly(0, 2, 8, 4);
        assertThat(
                teachers.list("units")
                        .reversed()
                        .stream()
                        .map(unit -> unit.get("teachersFilled").getIntValue())
                        .limit(4))
                .containsExactly(0, 2, 1, 4);
        assertTheOverviewSays(7, province);
        assertThat(numbers(teachers.at("teachers.filledByDeadline"))).isSorted()
                .allMatch(number -> number >= 7 && number <= 10);
        assertThat(teachers.at("teachers.byDeadline.high").getIntValue()).as("what is received has no upper limit")
                .isGreaterThan(14);
    }

    @Test
    void countsAResponseOnceForItsCertificateAndItsSchool() {
        var province = Province.withQuota(
                service,
                "{\"perCertificate\":{\"teachers\":1,\"students\":0},\"perSchool\":{\"teachers\":4,\"students\":0}}",
                SCHOOLS[0],
                "甲校,高职,武汉市,,,老年照护,中级,80",
                "甲校,高职,武汉市,,,云计算,中级,80")
                .change(times(midnight(15), Instant.now().plus(Duration.ofDays(7))));
        var school = province.school("甲校");
        try (var database = TestDatabase.of(service)) {
            came(database, school.certificate("物流管理"), 3, 2);
            came(database, school.certificate("老年照护"), 1, 1);
        }
        var pace = Awaitility.await()
                .until(
                        () -> service.office().get(province.path() + "/pace").expect(200),
                        reply -> reply.number("teachers.received") == 4);
        assertThat(pace.number("teachers.required")).as("four persons, of whom three may serve the certificates")
                .isEqualTo(4);
        assertThat(
                pace.list("units").reversed().stream().map(unit -> unit.get("teachersFilled").getIntValue()).limit(3))
                .as("of three for one certificate two count: the others' certificates are still open")
                .containsExactly(0, 1, 2);
        assertThat(pace.number("teachers.filled")).isEqualTo(3);
        assertTheOverviewSays(3, province);
    }

    @Test
    void describesTheMethodInTheReadersLanguage() {
        var path = openFor(Duration.ofDays(7), "{}").path() + "/pace";
        assertThat(service.office().get(path).expect(200).string("method")).contains("14", "工作日和周末", "80%");
        var english = service.office().get(path, "Accept-Language", "en").expect(200);
        assertThat(english.string("method")).contains("14 whole days", "workdays and weekends", "80 %");
        assertThat(english.string("teachers.lack.message")).startsWith("Too few responses");
    }

    @Test
    void isForTheOfficeOnly() {
        var province = openFor(Duration.ofDays(7), "{}");
        province.clerk("甲校").get(province.path() + "/pace").expectProblem(403, "forbidden");
        service.stranger().get(province.path() + "/pace").expectProblem(401, "unauthorized");
    }

    @Test
    void saysWhyNothingIsProjected() {
        var province = openFor(Duration.ofDays(7), "{\"perCertificate\":{\"teachers\":5,\"students\":10}}");
        assertThat(lack(province)).isEqualTo("too-few-responses");
        assertThat(service.office().get(province.path() + "/pace").expect(200).string("schools.lack.code"))
                .isEqualTo("too-few-responses");
        cameInTheLastTwoWeeks(province, Role.TEACHER, 140);
        province.change(times(midnight(2), Instant.now().plus(Duration.ofDays(7))));
        assertThat(lack(province)).as("two whole days").isEqualTo("too-few-units");
        province.change(times(Instant.now().plus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(7))));
        assertThat(lack(province)).isEqualTo("not-open");
        assertThat(service.office().get(province.path() + "/pace").expect(200).list("units")).isEmpty();
        province.change(times(midnight(15), Instant.now().minus(Duration.ofMinutes(1))));
        assertThat(lack(province)).isEqualTo("closed");
    }

    @Test
    void countsShortCampaignsByTheHour() {
        var province = openFor(Duration.ofHours(20), "{}");
        cameInTheLastTwoWeeks(province, Role.TEACHER, 2000);
        province.change(
                times(
                        Instant.now().minus(Duration.ofHours(40)).truncatedTo(ChronoUnit.HOURS),
                        Instant.now().plus(Duration.ofHours(20))));
        var pace = service.office().get(province.path() + "/pace").expect(200);
        assertThat(pace.string("grain")).isEqualTo("HOUR");
        assertThat(pace.list("units")).hasSize(41);
        assertThat(pace.number("teachers.received")).isEqualTo(2000);
        assertThat(numbers(pace.at("teachers.byDeadline"))).isSorted().allMatch(number -> number >= 2000);
        assertThat(
                service.office().get(province.path() + "/pace", "Accept-Language", "en").expect(200).string("method"))
                .contains("48 whole hours", "day and night");
    }

    private Province openFor(Duration ahead, String quota) {
        return Province.withQuota(service, quota, SCHOOLS).change(times(midnight(15), Instant.now().plus(ahead)));
    }

    private static String times(Instant opens, Instant closes) {
        return "{\"opensAt\":\"%s\",\"closesAt\":\"%s\"}".formatted(opens, closes);
    }

    private static Instant midnight(int daysAgo) {
        return LocalDate.now(Time.ZONE).minusDays(daysAgo).atStartOfDay(Time.ZONE).toInstant();
    }

    /// Stores responses evenly until just now.
    private void cameInTheLastTwoWeeks(Province province, Role role, int number) {
        new StoredCrowd(service, province, 1).store(role, number);
        try (var database = TestDatabase.of(service)) {
            database.change(
                    """
                            update response r
                              join (select max(received_at) as latest from response where campaign_id = ?) l
                               set r.received_at = timestampadd(
                                       second, timestampdiff(second, l.latest, utc_timestamp()), r.received_at),
                                   r.stored_at = utc_timestamp(6)
                             where r.campaign_id = ?""",
                    TestDatabase.id(province.id()),
                    TestDatabase.id(province.id()));
        }
    }

    /// Stores teachers' responses at noon of a day.
    private static void came(TestDatabase database, String certificate, int number, int daysAgo) {
        for (var i = 0; i < number; i++) {
            database.storeUnannounced(certificate, 0);
        }
        database.change(
                "update response set received_at = ? where certificate_id = ? "
                        + "and received_at > utc_timestamp() - interval 1 hour",
                midnight(daysAgo).plus(Duration.ofHours(12)).toString().replace("T", " ").replace("Z", ""),
                TestDatabase.id(certificate));
    }

    /// As the overview counts it: for each school what is required less what is missing.
    private void assertTheOverviewSays(int filled, Province province) {
        Awaitility.await().untilAsserted(() -> assertThat(filledByProgress(province)).isEqualTo(filled));
    }

    private int filledByProgress(Province province) {
        return service.office()
                .get(province.path() + "/progress?detail=certificates")
                .expect(200)
                .list("schools")
                .stream()
                .mapToInt(school -> larger(school, "required") - larger(school, "missing"))
                .sum();
    }

    private static int larger(JsonNode school, String count) {
        return Math.max(
                Reply.items(school.get("certificates"))
                        .stream()
                        .mapToInt(each -> Reply.at(each, "teachers." + count).getIntValue())
                        .sum(),
                Reply.at(school, "total.teachers." + count).getIntValue());
    }

    private String lack(Province province) {
        return service.office().get(province.path() + "/pace").expect(200).string("teachers.lack.code");
    }

    private static List<Integer> numbers(JsonNode range) {
        return List
                .of(range.get("low").getIntValue(), range.get("middle").getIntValue(), range.get("high").getIntValue());
    }
}
