package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What programs get that monitor the service or are written for its API.
@Fast
class MachineSideTest {
    private final TestService service = TestService.shared();
    private final Visitor stranger = service.stranger();

    @Test
    void publishesTheDescriptionOfTheApi() {
        var description = stranger.get("/openapi/certpulse.yml").expect(200).text();
        assertThat(description).startsWith("openapi: 3")
                .contains(
                        "/api/v1/responses/{id}",
                        "/api/v1/entries/{code}",
                        "/api/v1/wechat/sessions",
                        "/api/v1/campaigns/{id}/roster",
                        "/api/v1/school/completion");
    }

    @Test
    void reportsWhetherItIsReadyAndReachesItsServers() {
        var readiness = stranger.get("/health/readiness").expect(200);
        assertThat(readiness.string("status")).isEqualTo("UP");
        assertThat(readiness.at("details.redis")).isNotNull();
        assertThat(readiness.text()).doesNotContain("jdbc:", "password");
        assertThat(stranger.get("/health/liveness").expect(200).string("status")).isEqualTo("UP");
    }

    @Test
    void countsSubmissionsByOutcome() {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        var school = province.school("甲校");
        service.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("物流管理")))
                .expect(201);
        assertThat(stranger.get("/prometheus").expect(200).text())
                .containsPattern("certpulse_submissions_seconds_count\\{[^}]*outcome=\"stored\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/nowhere", "/api/v2/campaigns", "/api/v1/entries", "/env", "/beans",
                    "/openapi/../application.yml"})
    void answersOtherRoutesWithAProblem(String path) {
        assertThat(stranger.get(path).expect(404).header("content-type")).startsWith("application/problem+json");
    }

    @Test
    void answersOtherMethodsWithAProblem() {
        stranger.put("/api/v1/wechat/sessions", new byte[0]).expectProblem(405, "method-not-allowed");
        stranger.delete("/api/v1/questionnaires/teacher-2020/1").expectProblem(405, "method-not-allowed");
        service.office().delete("/api/v1/campaigns").expectProblem(405, "method-not-allowed");
    }

    @Test
    void writesProblemsInTheReadersLanguage() {
        assertThat(stranger.get("/api/v1/nowhere").string("title")).isEqualTo("没有找到");
        assertThat(stranger.get("/api/v1/nowhere", "Accept-Language", "en-US,en;q=0.9,zh;q=0.8").string("title"))
                .isEqualTo("Not found");
        assertThat(stranger.get("/api/v1/nowhere", "Accept-Language", "fr;q=,;;").string("title"))
                .isEqualTo("没有找到");
        assertThat(stranger.get("/api/v1/nowhere").string("type")).isNotBlank();
        assertThat(stranger.get("/api/v1/nowhere").string("detail")).isNotBlank();
    }
}
