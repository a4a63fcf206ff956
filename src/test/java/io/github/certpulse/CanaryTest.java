package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditTrail;
import io.github.certpulse.testing.Canaries;
import io.github.certpulse.testing.FakeWechat;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Secrets;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.json.tree.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Personal data and secrets go through every part of the service, its failures included, and reach no log, metric,
/// audit row or error.
@Tag("faults")
class CanaryTest {
    private static final String PASSWORD = "canary-password-4711-of-the-office";
    private static final String DATABASE_PASSWORD = "canary-database-password-4711";
    private final Canaries canaries = new Canaries();
    private final String name = canaries.mark("name", "金丝雀" + UUID.randomUUID().toString().substring(0, 8));
    private final String phone =
            canaries.mark("phone", "1397" + UUID.randomUUID().toString().replaceAll("\\D", "7").substring(0, 7));
    private final String text = canaries.mark("answer", "canary-answer-" + UUID.randomUUID());
    private final String other = canaries.mark("other text", "canary-other-" + UUID.randomUUID());
    private final String openid = canaries.mark("openid", "canary-openid-" + UUID.randomUUID());
    private final TestProxy proxy = new TestProxy(TestServers.shared().databasePort());
    private final TestService service = start();
    private final List<Reply> errors = new ArrayList<>();
    private Visitor office = service.stranger();
    private Province province;
    private Province.School school;

    @AfterEach
    void close() {
        service.close();
        proxy.close();
        canaries.close();
    }

    private TestService start() {
        canaries.mark("office's password", PASSWORD);
        canaries.mark("database's password", DATABASE_PASSWORD);
        canaries.mark("secret", Secrets.ONE);
        canaries.mark("WeChat's secret", FakeWechat.SECRET);
        canaries.mark("WeChat's session key", FakeWechat.SESSION_KEY);
        return TestService.start(
                proxy.port(),
                TestServers.shared().redisPort(),
                Map.of(
                        "certpulse.office-password",
                        PASSWORD,
                        "certpulse.database.password",
                        TestServers.isMariaDb() ? DATABASE_PASSWORD : "",
                        "certpulse.secret",
                        Secrets.ONE));
    }

    @Test
    void personalDataAndSecretsReachNoLogMetricAuditRowOrError() {
        office = service.signedIn("office", PASSWORD);
        canaries.mark("office's token", office.token());
        province = Province.as(service, office, "甲校,高职,武汉市,,,物流管理,中级,120");
        school = province.school("甲校");
        var teacher = service.wechatUser(openid);
        canaries.mark("respondent's token", teacher.token());
        answers(teacher);
        logins();
        downloads();
        signIns();
        databaseFaults(teacher);
        assertThat(errors).hasSizeGreaterThan(25).allMatch(reply -> reply.status() >= 400);
        assertThat(errors).allSatisfy(reply -> assertThat(canaries.in(reply.text() + reply.headers())).isEmpty());
        assertThat(canaries.lines()).isPositive();
        assertThat(canaries.inLog()).isEmpty();
        assertThat(canaries.inMetrics(service)).isEmpty();
        assertThat(canaries.inAudit(service)).isEmpty();
    }

    @Test
    void aPlantedLeakIsFoundInEachPlace() {
        office = service.signedIn("office", PASSWORD);
        assertThat(canaries.inLog()).isEmpty();
        LoggerFactory.getLogger(CanaryTest.class).debug("A sheet: {}", text);
        LoggerFactory.getLogger(CanaryTest.class).info("Failed", new IllegalStateException("for " + phone));
        assertThat(canaries.inLog()).hasSize(2);
        service.bean(MeterRegistry.class).counter("certpulse.planted", "openid", openid).increment();
        assertThat(canaries.inMetrics(service)).containsExactly("openid");
        service.bean(AuditTrail.class).record("x", "", AuditAction.ACCOUNT_OPENED, "x", Map.of("name", name));
        assertThat(canaries.inAudit(service)).containsExactly("name");
        assertThat(canaries.in(URLEncoder.encode("secret=" + FakeWechat.SECRET, StandardCharsets.UTF_8)))
                .containsExactly("WeChat's secret");
    }

    private void answers(Visitor teacher) {
        var path = path();
        teacher.put(path, sheet()).expect(201);
        teacher.put(path, sheet()).expect(200);
        error(teacher.put(path, Sheets.with(sheet(), "elapsedSeconds", "9")), 409);
        error(teacher.put(path(), sheet()), 409);
        error(service.wechatUser().put(path, sheet()), 409);
        error(teacher.put(path(), Sheets.with(sheet(), "answers.q21", quoted(text.repeat(40)))), 422);
        error(teacher.put(path(), Sheets.with(sheet(), "answers.q21", "[" + quoted(text) + "]")), 422);
        error(teacher.put(path(), Sheets.with(sheet(), "answers.q3", quoted(text))), 422);
        error(teacher.put(path(), Sheets.with(sheet(), "answers.q99", quoted(text))), 422);
        error(teacher.put(path(), Sheets.with(sheet(), "otherTexts.q3", quoted(other))), 422);
        error(teacher.put(path(), Sheets.with(sheet(), "contact.phone", quoted(phone + "x"))), 422);
        error(teacher.put(path(), Sheets.with(sheet(), "contact.name", quoted(name.repeat(9)))), 422);
        error(teacher.put(path(), Sheets.with(sheet(), "entry", quoted(text))), 404);
        error(teacher.put(path(), Sheets.with(sheet(), "certificateId", quoted(text))), 404);
        error(teacher.put(path(), Sheets.with(sheet(), "questionnaire.code", quoted(text))), 409);
        error(teacher.put(path(), Sheets.with(sheet(), "answers", quoted(text))), 400);
        var broken = ("{\"answers\":{\"q21\":" + quoted(text) + ",,}").getBytes(StandardCharsets.UTF_8);
        error(teacher.put(path(), broken), 400);
        error(teacher.put("/api/v1/responses/x", sheet()), 400);
        error(service.wechatUser().delete(path + "/contact"), 404);
        error(service.stranger().with(teacher.token() + "x").put(path(), sheet()), 401);
        error(service.stranger().with(office.token()).put(path(), sheet()), 403);
        province.change("{\"closesAt\":\"2021-01-01T00:00:00Z\"}");
        error(service.wechatUser().put(path(), sheet()), 409);
        province.change("{\"closesAt\":\"2099-01-01T00:00:00Z\"}");
    }

    private void logins() {
        var stranger = service.stranger();
        var wechat = service.wechat();
        error(stranger.post("/api/v1/wechat/sessions", "{\"code\":" + quoted(openid + " &") + "}"), 400);
        error(login(wechat.codeFor(openid) + "x"), 401);
        for (var errcode : new int[]{40029, 40226, 45011, -1, 40001, 40125}) {
            wechat.failLoginsWith(errcode);
            error(login(code()), 0);
        }
        wechat.answerLoginsWith("{\"openid\":" + quoted(openid) + ",\"session_key\":");
        error(login(code()), 503);
        wechat.answerLoginsWith("{\"openid\":[" + quoted(openid) + "]}");
        error(login(code()), 503);
        wechat.answerGarbage();
        error(login(code()), 503);
        wechat.dropConnections();
        error(login(code()), 503);
        wechat.recover();
        wechat.failTokensWith(40125);
        office.get(province.path() + "/schools/" + school.id() + "/qrcodes/teacher.wechat");
        wechat.recover();
    }

    private String code() {
        return canaries.mark("code " + UUID.randomUUID(), service.wechat().codeFor(openid));
    }

    private Reply login(String code) {
        return service.stranger().post("/api/v1/wechat/sessions", "{\"code\":" + quoted(code) + "}");
    }

    /// What rightfully holds answers holds no contact and no secret, and contacts are where they belong only.
    private void downloads() {
        assertThat(office.get(province.path() + "/contacts").expect(200).text()).contains(name, phone);
        for (var file : List.of("responses.csv", "results.xlsx", "progress.xlsx", "responses.xlsx")) {
            assertThat(canaries.in(office.get(province.path() + "/exports/" + file).expect(200).text())).as(file)
                    .isSubsetOf("answer", "other text");
        }
        for (var page : List.of("/results?role=TEACHER", "/progress", "/quality?role=TEACHER", "/schools", "")) {
            assertThat(canaries.in(office.get(province.path() + page).expect(200).text())).as(page).isEmpty();
        }
        error(office.get(province.path() + "/results?role=TEACHER&minCell=" + phone), 422);
        error(office.upload(province.path() + "/roster", "r.csv", text.getBytes(StandardCharsets.UTF_8)), 422);
    }

    private void signIns() {
        var stranger = service.stranger();
        error(stranger.post("/api/v1/sessions", credentials("office", PASSWORD + "x")), 401);
        error(stranger.post("/api/v1/sessions", credentials("nobody", PASSWORD)), 401);
        error(stranger.post("/api/v1/sessions", "{\"username\":\"office\",\"password\":[" + quoted(PASSWORD)), 400);
        error(
                office.post(
                        "/api/v1/sessions/password",
                        "{\"currentPassword\":%s,\"newPassword\":\"short\"}".formatted(quoted(PASSWORD))),
                422);
    }

    private void databaseFaults(Visitor teacher) {
        proxy.freeze();
        error(teacher.put(path(), Sheets.with(sheet(), "elapsedSeconds", "8")), 503);
        proxy.restore();
        proxy.cut();
        error(teacher.put(path(), Sheets.with(sheet(), "elapsedSeconds", "7")), 503);
        error(login(code()), 0);
        error(office.get(province.path() + "/contacts"), 503);
        error(service.stranger().post("/api/v1/sessions", credentials("office", PASSWORD)), 503);
        proxy.restore();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> office.get(province.path()).status() == 200);
        // A defect, which is logged with its stack.
        try (var database = TestDatabase.of(service)) {
            database.change(
                    "create trigger refusal before insert on left_contact for each row "
                            + "signal sqlstate '45000' set message_text = 'a defect'");
            error(service.wechatUser().put(path(), sheet()), 500);
            database.change("drop trigger refusal");
        }
    }

    private void error(Reply reply, int expected) {
        if (expected > 0) {
            reply.expect(expected);
        }
        if (reply.status() >= 400) {
            errors.add(reply);
        }
    }

    private JsonNode sheet() {
        var plain = Sheets.teacher(school, school.certificate("物流管理"));
        return Sheets.with(
                Sheets.with(Sheets.with(plain, "answers.q21", quoted(text)), "otherTexts.q15", quoted(other)),
                "contact",
                "{\"name\":%s,\"phone\":%s}".formatted(quoted(name), quoted(phone)));
    }

    private static String credentials(String username, String password) {
        return "{\"username\":%s,\"password\":%s}".formatted(quoted(username), quoted(password));
    }

    private static String quoted(String value) {
        return '"' + value + '"';
    }

    private static String path() {
        return "/api/v1/responses/" + UUID.randomUUID();
    }
}
