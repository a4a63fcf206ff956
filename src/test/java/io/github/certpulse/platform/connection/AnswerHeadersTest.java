package io.github.certpulse.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.RawConnection;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every answer tells browsers, and what only some do.
@Fast
class AnswerHeadersTest {
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final String DEFINITION = "/api/v1/questionnaires/teacher-2020/1";
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Visitor office = province.office();

    @Test
    void keepsDataOutOfCachesAndTypesAsTheyAre() {
        var school = province.school("甲校");
        var schools = province.path() + "/schools";
        for (var path : List.of(
                "/api/v1/campaigns",
                province.path(),
                schools,
                schools + "/" + school.id() + "/qrcodes/teacher.png",
                schools + "/" + school.id() + "/qrcodes/teacher.svg",
                schools + "/" + school.id() + "/poster.pdf",
                province.path() + "/qrcodes.zip",
                province.path() + "/posters.pdf",
                province.path() + "/progress",
                province.path() + "/results?role=TEACHER",
                province.path() + "/exports/responses.csv",
                province.path() + "/exports/responses.xlsx",
                province.path() + "/exports/progress.xlsx",
                province.path() + "/contacts",
                "/api/v1/audit",
                "/api/v1/accounts",
                "/api/v1/questionnaires",
                "/office",
                "/s/WXverify_abc123.txt",
                "/health/readiness",
                "/prometheus")) {
            isPrivate(path, office.get(path).expect(200));
        }
        isPrivate("entry", service.stranger().get("/api/v1/entries/" + school.teacherCode()).expect(200));
        isPrivate("own progress", province.clerk("甲校").get("/api/v1/school/progress").expect(200));
        isPrivate("session", service.stranger().post("/api/v1/web/sessions", "").expect(201));
        isPrivate("accounts", office.post(province.path() + "/accounts", "").expect(200));
    }

    @Test
    void addsThemToProblemsOfAllKinds() {
        isPrivate("400", office.post("/api/v1/campaigns", "{").expect(400));
        isPrivate("401", service.stranger().get("/api/v1/audit").expect(401));
        isPrivate("403", province.clerk("甲校").get("/api/v1/audit").expect(403));
        isPrivate("404", office.get("/nowhere").expect(404));
        isPrivate("405", office.delete("/api/v1/accounts").expect(405));
        isPrivate("413", office.post("/api/v1/campaigns", " ".repeat(70_000)).expect(413));
        isPrivate(
                "415",
                office.send(
                        "POST",
                        "/api/v1/campaigns",
                        java.net.http.HttpRequest.BodyPublishers.ofString("a"),
                        "Content-Type",
                        "text/plain").expect(415));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                    "nonsense\r\n\r\n", "GET /\u0000 HTTP/1.1\r\nHost: a\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"})
    void addsThemToAnswersOfTheConnectionItself(String sent) {
        try (var connection = RawConnection.to(service.url())) {
            assertThat(connection.send(sent).answer()).contains(" 400 Bad Request\r\n")
                    .containsIgnoringCase("x-content-type-options: nosniff")
                    .containsIgnoringCase("cache-control: no-store");
        }
    }

    @Test
    void addsThemToTheRefusalOfLongHeads() {
        try (var connection = RawConnection.to(service.url())) {
            assertThat(connection.head("GET / HTTP/1.1", "Host: a", "X: " + "a".repeat(20_000)).answer())
                    .startsWith("HTTP/1.1 413")
                    .containsIgnoringCase("x-content-type-options: nosniff")
                    .containsIgnoringCase("cache-control: no-store");
        }
    }

    @Test
    void leavesWhatMayBeCachedToItsOwnRules() {
        var definition = service.stranger().get(DEFINITION).expect(200);
        assertThat(definition.header("cache-control")).isEqualTo(IMMUTABLE);
        assertThat(definition.header("x-content-type-options")).isEqualTo("nosniff");
        var same = service.stranger().get(DEFINITION, "If-None-Match", definition.header("etag")).expect(304);
        assertThat(same.headers().allValues("cache-control")).containsExactly(IMMUTABLE);
        for (var path : List.of("/static/page.css", "/static/icon.svg")) {
            var file = service.stranger().get(path).expect(200);
            assertThat(file.headers().allValues("cache-control")).singleElement().asString().contains("max-age");
            assertThat(file.header("x-content-type-options")).isEqualTo("nosniff");
            var cached = service.stranger().get(path, "If-Modified-Since", file.header("last-modified")).expect(304);
            assertThat(cached.header("cache-control")).doesNotContain("no-store");
        }
        assertThat(service.stranger().get("/openapi/certpulse.yml").expect(200).headers().allValues("cache-control"))
                .containsExactly("public, max-age=300");
        var code = province.school("甲校").teacherCode();
        var page = service.stranger().get("/s/" + code).expect(200);
        assertThat(page.headers().allValues("cache-control")).containsExactly("no-cache");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void keepsEveryAnswerOutOfForeignFramesAndScripts() {
        var code = province.school("甲校").teacherCode();
        for (var path : List.of("/api/v1/campaigns", DEFINITION, "/static/page.css", "/nowhere", "/health/liveness")) {
            var reply = office.get(path);
            assertThat(reply.header("content-security-policy")).as(path)
                    .isEqualTo("frame-ancestors 'none'");
            assertThat(reply.header("referrer-policy")).as(path).isEqualTo("same-origin");
        }
        for (var path : List.of("/password", "/office", "/s/" + code)) {
            var reply = office.get(path);
            assertThat(reply.headers().allValues("content-security-policy")).as(path)
                    .singleElement()
                    .asString()
                    .contains("script-src 'self'")
                    .contains("frame-ancestors 'none'");
            assertThat(reply.headers().allValues("referrer-policy")).as(path).hasSize(1);
        }
        assertThat(office.get("/office/questionnaires/trial").header("content-security-policy"))
                .contains("frame-ancestors 'self'");
    }

    @Test
    void promisesNoHttpsWhereThereIsNone() {
        assertThat(office.get("/api/v1/campaigns").header("strict-transport-security")).isEmpty();
    }

    private static void isPrivate(String what, Reply reply) {
        assertThat(reply.headers().allValues("cache-control")).as(what).containsExactly("no-store");
        assertThat(reply.headers().allValues("x-content-type-options")).as(what).containsExactly("nosniff");
    }
}
