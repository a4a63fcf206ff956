package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A repeated sheet is answered as the first time, whatever has changed since.
@Fast
class ReplayTest {
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Province.School school = province.school("甲校");
    private final JsonNode sheet = Sheets.teacher(school, school.certificate("物流管理"));
    private final String openid = "openid-" + UUID.randomUUID();
    private final Visitor teacher = service.wechatUser(openid);
    private final UUID id = UUID.randomUUID();
    private final String path = "/api/v1/responses/" + id;
    private Reply first;

    @BeforeEach
    void handIn() {
        first = teacher.put(path, sheet).expect(201);
        assertThat(first.string("id")).isEqualTo(id.toString());
    }

    @Test
    void answersARepeatedSheetAfterTheEnd() {
        province.change("{\"closesAt\":\"%s\"}".formatted(Instant.now().minusSeconds(3600)));
        isRepeated(teacher.put(path, sheet));
    }

    @Test
    void answersARepeatedSheetAfterTheCodeWasReplaced() {
        province.office().post(province.path() + "/schools/" + school.id() + "/entries/teacher", "").expect(201);
        isRepeated(teacher.put(path, sheet));
    }

    @Test
    void answersARepeatedSheetAfterTheCertificateWasWithdrawn() {
        province.importRoster("甲校,高职,武汉市,,,老年照护,中级,1").expect(200);
        isRepeated(teacher.put(path, sheet));
    }

    @Test
    void answersARepeatedSheetAfterTheCapWasReached() {
        province.change("{\"caps\":{\"perCertificate\":{\"teachers\":1}}}");
        isRepeated(teacher.put(path, sheet));
        service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expectProblem(409, "quota-full");
        isRepeated(teacher.put(path, sheet));
    }

    @Test
    void answersARepeatedSheetAfterTheChannelWasTurnedOff() {
        province.change("{\"channels\":[\"WEB\"]}");
        isRepeated(teacher.put(path, sheet));
    }

    @Test
    void answersARepeatedSheetWithAnotherTokenAndAnotherOrderOfMembers() {
        var turned =
                """
                        {"elapsedSeconds":214.0,  "otherTexts":{"q15":"\\u5e26薪休假"},\
                        "answers":{"q21":"培训时间可以更长一些","q20":"C","q19":"B","q18":"A","q17":["A"],"q16":"B",
                         "q15":["A","E"],"q14":"A","q13":"B","q12":"A","q11":["A","C"],"q10":"B","q9":"B","q8":["A"],\
                        "q7":"A","q6":"A","q5":["A","B"],"q4":"A","q3":"B"},
                         "questionnaire":{"version":1,"code":"teacher-2020"},"certificateId":"%s","entry":"%s"}"""
                        .formatted(school.certificate("物流管理"), school.teacherCode());
        isRepeated(service.wechatUser(openid).put(path, turned.getBytes(StandardCharsets.UTF_8)));
        isRepeated(teacher.put(path.toUpperCase(Locale.ROOT).replace("/API/V1/RESPONSES", "/api/v1/responses"), sheet));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"elapsedSeconds | 215", "elapsedSeconds | null", "answers.q5 | [\"B\",\"A\"]",
                    "answers.q21 | null", "answers.q1 | \"武汉市\"", "contact | {}", "more | 1"})
    void refusesADifferentSheetWithTheSameId(String member, String value) {
        teacher.put(path, Sheets.with(sheet, member, value)).expectProblem(409, "response-id-reused");
    }

    @Test
    void refusesTheSameSheetOfAnotherPerson() {
        service.wechatUser().put(path, sheet).expectProblem(409, "response-id-reused");
        service.browser().put(path, sheet).expectProblem(409, "response-id-reused");
    }

    private void isRepeated(Reply again) {
        assertThat(again.expect(200).json()).isEqualTo(first.json());
    }
}
