package io.github.certpulse.intake.opening;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class EntryTest {
    private final TestService service = TestService.shared();
    private final Visitor stranger = service.stranger();
    private final Province province = Province.with(
            service,
            "武汉职业技术学院,高职,武汉市,,,物流管理,中级,120",
            "武汉职业技术学院,高职,武汉市,,,老年照护,初级,80",
            "无名学校,开放大学,,,,物流管理,中级,7");
    private final Province.School school = province.school("武汉职业技术学院");

    @Test
    void returnsEverythingAClientNeeds() {
        var entry = stranger.get("/api/v1/entries/" + school.teacherCode()).expect(200);
        assertThat(entry.string("code")).isEqualTo(school.teacherCode());
        assertThat(entry.string("role")).isEqualTo("TEACHER");
        assertThat(entry.string("campaign.id")).isEqualTo(province.id());
        assertThat(entry.string("campaign.title")).startsWith("试点调查");
        assertThat(OffsetDateTime.parse(entry.string("campaign.opensAt")))
                .isBefore(OffsetDateTime.parse(entry.string("campaign.closesAt")));
        assertThat(entry.string("campaign.state")).isEqualTo("OPEN");
        assertThat(entry.string("school.id")).isEqualTo(school.id());
        assertThat(entry.string("school.name")).isEqualTo("武汉职业技术学院");
        assertThat(entry.string("school.level")).isEqualTo("高职");
        assertThat(entry.string("school.city")).isEqualTo("武汉市");
        assertThat(
                entry.list("certificates")
                        .stream()
                        .map(
                                each -> each.get("name").getStringValue() + " "
                                        + each.get("level").getStringValue()
                                        + " "
                                        + each.get("answered").getBooleanValue()))
                .containsExactly("物流管理 中级 false", "老年照护 初级 false");
        assertThat(entry.string("questionnaire.code")).isEqualTo("teacher-2020");
        assertThat(entry.number("questionnaire.version")).isEqualTo(1);
        assertThat(entry.at("prefilled")).isEqualTo(Sheets.json("{\"q1\":\"武汉市\",\"q2\":\"B\"}"));
        assertThat(entry.string("privacyNotice")).contains(entry.string("campaign.title"));
        assertThat(entry.header("cache-control")).isEqualTo("no-store");
        stranger.get(entry.string("questionnaire.href")).expect(200);
        var students = stranger.get("/api/v1/entries/" + school.studentCode(), "Accept-Language", "en").expect(200);
        assertThat(students.string("role")).isEqualTo("STUDENT");
        assertThat(students.string("questionnaire.code")).isEqualTo("student-2020");
        assertThat(students.string("privacyNotice")).contains("Leaving a contact is optional");
    }

    @Test
    void leavesTheCityToTheRespondentIfTheSchoolHasNone() {
        var nameless = province.school("无名学校");
        var entry = stranger.get("/api/v1/entries/" + nameless.teacherCode()).expect(200);
        assertThat(entry.at("prefilled")).isEqualTo(Sheets.json("{\"q2\":\"D\"}"));
        var sheet = Sheets.teacher(nameless, nameless.certificate("物流管理"));
        var teacher = service.wechatUser();
        var path = "/api/v1/responses/" + UUID.randomUUID();
        assertThat(teacher.put(path, sheet).expectProblem(422, "answers-invalid").violations())
                .containsExactly("q1 required");
        assertThat(
                teacher.put(path, Sheets.with(sheet, "answers.q1", "[\"A\"]"))
                        .expectProblem(422, "answers-invalid")
                        .violations())
                .containsExactly("q1 wrong-type");
        teacher.put(path, Sheets.with(sheet, "answers.q1", "\"随州市\"")).expect(201);
    }

    @Test
    void marksTheCertificatesForWhichTheRespondentHasAnswered() {
        var teacher = service.wechatUser();
        teacher.put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("老年照护")))
                .expect(201);
        assertThat(answered(teacher, school.teacherCode())).containsExactly(false, true);
        assertThat(answered(teacher, school.studentCode())).containsExactly(false, false);
        assertThat(answered(service.wechatUser(), school.teacherCode())).containsExactly(false, false);
        assertThat(answered(stranger, school.teacherCode())).containsExactly(false, false);
        assertThat(answered(stranger.with("no.token.atall"), school.teacherCode())).containsExactly(false, false);
        assertThat(answered(province.office(), school.teacherCode())).containsExactly(false, false);
    }

    @ParameterizedTest
    @CsvSource({"120, 240, SCHEDULED", "-240, 30, OPEN", "-240, -30, CLOSING", "-2000, -870, CLOSING",
            "-2000, -930, CLOSED"})
    void returnsTheStateOfTheCampaign(int opensIn, int closesIn, String state) {
        var now = Instant.now();
        province.change(
                "{\"opensAt\":\"%s\",\"closesAt\":\"%s\"}"
                        .formatted(now.plus(Duration.ofSeconds(opensIn)), now.plus(Duration.ofSeconds(closesIn))));
        assertThat(stranger.get("/api/v1/entries/" + school.teacherCode()).expect(200).string("campaign.state"))
                .isEqualTo(state);
        assertThat(province.office().get(province.path()).string("state")).isEqualTo(state);
    }

    @Test
    void acceptsACodeInAnyCase() {
        var entry = stranger.get("/api/v1/entries/" + school.teacherCode().toLowerCase(Locale.ROOT)).expect(200);
        assertThat(entry.string("code")).isEqualTo(school.teacherCode());
    }

    /// So a browser asks with a token, lest it reuse the anonymous answer that it has preloaded.
    @ParameterizedTest
    @ValueSource(strings = {"?own", "?own=", "?own=1"})
    void answersTheSameWithTheParameterOfBrowsersThatHaveAgreed(String query) {
        var path = "/api/v1/entries/" + school.teacherCode();
        assertThat(service.browser().get(path + query).expect(200).json())
                .isEqualTo(service.browser().get(path).expect(200).json());
        stranger.get(path + "?other").expectProblem(400, "parameter-unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "22222222222", "0OIL1UV....", "%E7%A0%81", "A%20B",
                    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00"})
    void refusesUnknownCodes(String code) {
        stranger.get("/api/v1/entries/" + code).expectProblem(404, "entry-unknown");
    }

    @Test
    void refusesACodeAfterItWasReplaced() {
        stranger.get("/api/v1/entries/" + school.teacherCode()).expect(200);
        var code = province.office()
                .post(province.path() + "/schools/" + school.id() + "/entries/teacher", "")
                .expect(201)
                .string("code");
        stranger.get("/api/v1/entries/" + school.teacherCode()).expectProblem(404, "entry-unknown");
        service.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("物流管理")))
                .expectProblem(404, "entry-unknown");
        assertThat(stranger.get("/api/v1/entries/" + code).expect(200).string("role")).isEqualTo("TEACHER");
        assertThat(province.school("武汉职业技术学院").teacherCode()).isEqualTo(code);
        stranger.get("/api/v1/entries/" + school.studentCode()).expect(200);
    }

    private List<Boolean> answered(Visitor visitor, String code) {
        return visitor.get("/api/v1/entries/" + code)
                .expect(200)
                .list("certificates")
                .stream()
                .map(each -> each.get("answered").getBooleanValue())
                .toList();
    }
}
