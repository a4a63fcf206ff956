package io.github.certpulse.output.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.tally.Answers;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Fast
class CoarseTimesTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T01:30:00Z");
    private static final String LAST_NUMBER = "select max(seq) from response";
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Province.School school = province.school("甲校");
    private final String certificate = school.certificate("物流管理");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void areHoursWhereFiveShareEach() {
        receive(5, MONDAY);
        receive(6, MONDAY.plus(Duration.ofHours(3)));
        assertThat(text(MONDAY)).isEqualTo("2026-03-02 09:00");
        assertThat(text(MONDAY.plus(Duration.ofHours(3)))).isEqualTo("2026-03-02 12:00");
    }

    @Test
    void areHalfDaysWhereFourShareAnHour() {
        receive(4, MONDAY);
        receive(5, MONDAY.plus(Duration.ofHours(2)));
        receive(5, MONDAY.plus(Duration.ofHours(3)));
        assertThat(text(MONDAY)).isEqualTo("2026-03-02 AM");
        assertThat(text(MONDAY.plus(Duration.ofHours(3)))).isEqualTo("2026-03-02 PM");
    }

    @Test
    void areDaysWhereFourShareAHalfDay() {
        receive(4, MONDAY);
        receive(5, MONDAY.plus(Duration.ofHours(3)));
        receive(5, MONDAY.plus(Duration.ofDays(1)));
        assertThat(text(MONDAY)).isEqualTo("2026-03-02");
        assertThat(text(MONDAY.plus(Duration.ofDays(1)))).isEqualTo("2026-03-03");
    }

    @Test
    void areWeeksWhereFourShareADay() {
        receive(4, MONDAY);
        receive(5, MONDAY.plus(Duration.ofDays(1)));
        receive(5, MONDAY.plus(Duration.ofDays(7)));
        assertThat(text(MONDAY)).isEqualTo("2026-W10");
        assertThat(text(MONDAY.plus(Duration.ofDays(7)))).isEqualTo("2026-W11");
    }

    @Test
    void areNotToldWhereFourShareAWeek() {
        receive(4, MONDAY);
        receive(50, MONDAY.plus(Duration.ofDays(7)));
        assertThat(text(MONDAY)).isEmpty();
        assertThat(text(MONDAY.plus(Duration.ofDays(7)))).isEmpty();
    }

    @Test
    void aResponseThatCameAfterTheCountHasATimeOnlyWhereOthersHaveIt() {
        receive(5, MONDAY);
        var times = times();
        assertThat(times.text(TestDatabase.id(certificate), Role.TEACHER, MONDAY.getEpochSecond() + 60))
                .isEqualTo("2026-03-02 09:00");
        assertThat(times.text(TestDatabase.id(certificate), Role.TEACHER, MONDAY.getEpochSecond() + 3600)).isEmpty();
        assertThat(times.text(TestDatabase.id(certificate), Role.STUDENT, MONDAY.getEpochSecond())).isEmpty();
    }

    /// Otherwise the file before and the file after would tell more than either.
    @Test
    void stayTheSameWhenSomethingIsSetAside() {
        receive(5, MONDAY);
        receive(5, MONDAY.plus(Duration.ofHours(3)));
        province.office().post(province.path() + "/set-aside", """
                {"reason":"重复提交","filter":{"to":"2026-03-02T10:00:00+08:00"}}""").expect(200);
        assertThat(text(MONDAY)).isEqualTo("2026-03-02 09:00");
        assertThat(text(MONDAY.plus(Duration.ofHours(3)))).isEqualTo("2026-03-02 12:00");
    }

    private void receive(int number, Instant at) {
        for (var each = 0; each < number; each++) {
            service.wechatUser()
                    .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, certificate))
                    .expect(201);
            var last = database.column(LAST_NUMBER).getFirst();
            database.change(
                    "update response set received_at = ? where campaign_id = ? and seq = ?",
                    ShownTime.second(at.minus(Duration.ofHours(8))),
                    TestDatabase.id(province.id()),
                    Long.parseLong(last));
        }
    }

    private String text(Instant at) {
        return times().text(TestDatabase.id(certificate), Role.TEACHER, at.getEpochSecond());
    }

    private CoarseTimes times() {
        var campaign =
                service.bean(CampaignRepository.class).findById(TestDatabase.id(province.id())).orElseThrow();
        return CoarseTimes.from(service.bean(Answers.class), campaign);
    }
}
