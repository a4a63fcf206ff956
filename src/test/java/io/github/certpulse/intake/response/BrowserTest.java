package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Fast
class BrowserTest {
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Province.School school = province.school("甲校");
    private final JsonNode sheet = Sheets.teacher(school, school.certificate("物流管理"));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isTheSameRespondentWhileItKeepsItsCookie() {
        var browser = service.stranger();
        var session = browser.post("/api/v1/web/sessions", "").expect(201);
        assertThat(session.string("tokenType")).isEqualTo("Bearer");
        assertThat(session.number("expiresIn")).isPositive();
        assertThat(session.header("set-cookie")).containsIgnoringCase("HttpOnly").contains("SameSite=Lax");
        var path = "/api/v1/responses/" + UUID.randomUUID();
        browser.with(session.string("accessToken")).put(path, sheet).expect(201);
        var later = browser.with(browser.post("/api/v1/web/sessions", "").expect(201).string("accessToken"));
        later.put(path, sheet).expect(200);
        later.put("/api/v1/responses/" + UUID.randomUUID(), sheet).expectProblem(409, "already-answered");
        assertThat(later.get("/api/v1/entries/" + school.teacherCode()).at("certificates.0.answered").getBooleanValue())
                .isTrue();
    }

    @Test
    void isAnotherRespondentThanAnotherBrowser() {
        service.browser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
        service.browser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
    }

    @Test
    void storesPrefilledAnswers() {
        var id = UUID.randomUUID();
        service.browser().put("/api/v1/responses/" + id, Sheets.with(sheet, "answers.q1", "\"武汉市\"")).expect(201);
        assertThat(
                database.column(
                        "select answers from response where id = unhex('%s')"
                                .formatted(id.toString().replace("-", ""))))
                .singleElement()
                .asString()
                .contains("\"q1\":\"武汉市\"", "\"q2\":\"B\"");
    }
}
