package io.github.certpulse.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StaffTokensTest {
    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(TestServers.shared().databasePort(), TestServers.shared().redisPort(), Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void resetClock() {
        service.clock().reset();
    }

    @Test
    void expire() {
        var office = service.office();
        var teacher = service.wechatUser();
        service.clock().moveOn(Duration.ofHours(2).minusMinutes(1));
        teacher.put("/api/v1/responses/1", new byte[0]).expect(400);
        service.clock().moveOn(Duration.ofMinutes(2));
        teacher.put("/api/v1/responses/1", new byte[0]).expectProblem(401, "unauthorized");
        office.get("/api/v1/campaigns").expect(200);
        service.clock().moveOn(Duration.ofHours(6));
        office.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
    }

    @Test
    void areRefusedWhereForged() {
        var token = service.office().token().split("\\.");
        var none = base64("{\"alg\":\"none\"}");
        var other = base64("{\"aud\":\"staff\",\"sub\":\"1\",\"exp\":99999999999}");
        for (var forged : new String[]{"x", "..", token[0] + "." + token[1] + ".", none + "." + token[1] + ".",
                none + "." + token[1] + "." + token[2],
                token[0] + "." + other + "." + token[2],
                token[0] + "." + token[1] + "." + token[2].substring(2) + "aa"}) {
            service.stranger().with(forged).get("/api/v1/campaigns").expectProblem(401, "unauthorized");
        }
    }

    @Test
    void areRefusedAtOnceAndSoonByOtherReplicasAfterTheAccountWasClosed() {
        var servers = TestServers.shared();
        var username = "leaver-" + UUID.randomUUID().toString().substring(0, 8);
        var office = service.office();
        var first = office.post("/api/v1/accounts", """
                {"username":"%s","role":"OFFICE"}""".formatted(username)).expect(201).string("firstPassword");
        var leaver = service.signedInWithOwnPassword(username, first);
        try (
                var replica = TestService.start(
                        servers.databasePort(),
                        service.database(),
                        servers.redisPort(),
                        Map.of())) {
            var there = replica.stranger().with(leaver.token());
            leaver.get("/api/v1/campaigns").expect(200);
            there.get("/api/v1/campaigns").expect(200);
            office.patch("/api/v1/accounts/" + service.accountId(username), "{\"closed\":true}").expect(200);
            leaver.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> there.get("/api/v1/campaigns").expectProblem(401, "unauthorized"));
        }
    }

    @Test
    void ofRespondentsGiveNoAccessToStaffRoutes() {
        for (var respondent : new io.github.certpulse.testing.Visitor[]{service.wechatUser(), service.browser()}) {
            for (var path : new String[]{"/api/v1/campaigns", "/api/v1/audit", "/api/v1/accounts",
                    "/api/v1/school/progress"}) {
                respondent.get(path).expectProblem(403, "forbidden");
            }
            respondent.post("/api/v1/sessions/password", "{}").expectProblem(403, "forbidden");
        }
    }

    @Test
    void ofStaffCannotSubmitSheets() {
        assertThat(service.office().put("/api/v1/responses/1", new byte[0]).expectProblem(403, "forbidden").text())
                .doesNotContain("Exception");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
