package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Fast
class SubmissionTest {
    private final TestService service = TestService.shared();
    private final Province province = Province.with(
            service,
            "武汉职业技术学院,高职,武汉市,,,物流管理,中级,120",
            "武汉职业技术学院,高职,武汉市,,,老年照护,中级,80");
    private final Province.School school = province.school("武汉职业技术学院");

    @Test
    void storesASheetOnceAndAnswersARetryAsTheFirstTime() {
        var teacher = service.wechatUser();
        var path = "/api/v1/responses/" + UUID.randomUUID();
        var sheet = Sheets.teacher(school, school.certificate("物流管理"));
        var first = teacher.put(path, sheet).expect(201);
        var again = teacher.put(path, sheet).expect(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(first.string("receipt")).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
        teacher.put(path, Sheets.with(sheet, "answers.q3", "\"A\"")).expectProblem(409, "response-id-reused");
        teacher.put("/api/v1/responses/" + UUID.randomUUID(), sheet).expectProblem(409, "already-answered");
        service.wechatUser().put(path, sheet).expectProblem(409, "response-id-reused");
    }
}
