package io.github.certpulse.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.RawConnection;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Clients that send slowly or nothing, at a service with short limits.
@Tag("faults")
class SlowClientsTest {
    private static TestService service;

    @BeforeAll
    static void start() {
        var servers = TestServers.shared();
        service = TestService.start(
                servers.databasePort(),
                servers.redisPort(),
                Map.of(
                        "certpulse.connections.idle",
                        "2s",
                        "certpulse.connections.head",
                        "1s",
                        "certpulse.connections.body",
                        "1s",
                        "certpulse.connections.pace",
                        100));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void closesAConnectionWithoutRequests() {
        try (var connection = RawConnection.to(service.url())) {
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void closesWhereAHeadComesByteByByte() {
        try (var connection = RawConnection.to(service.url())) {
            connection.send("GET /health/liveness HTTP/1.1\r\nX-Slow: ");
            Awaitility.await().until(() -> !connection.sendIfOpen("a"));
        }
    }

    @Test
    void answersABodyThatStopsWith408() {
        for (var path : new String[]{"/api/v1/web/sessions", "/nowhere"}) {
            try (var connection = RawConnection.to(service.url())) {
                connection.head("POST " + path + " HTTP/1.1", "Host: a", "Content-Length: 100").send("abc");
                assertThat(connection.rest()).startsWith("HTTP/1.1 408")
                        .contains("\"code\":\"too-slow\"")
                        .containsIgnoringCase("connection: close");
            }
        }
    }

    @Test
    void answersAnUploadThatStopsWith408() {
        try (var connection = RawConnection.to(service.url())) {
            connection.head(
                    "POST /api/v1/questionnaires HTTP/1.1",
                    "Host: a",
                    "Authorization: Bearer " + service.office().token(),
                    "Content-Type: multipart/form-data; boundary=x",
                    "Transfer-Encoding: chunked").chunk("--x\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(connection.rest()).startsWith("HTTP/1.1 408").contains("\"code\":\"too-slow\"");
        }
    }

    @Test
    void takesABodyThatComesSlowly() {
        var body = "{\"username\":\"" + "a".repeat(300) + "\",\"password\":\"b\"}";
        try (var connection = RawConnection.to(service.url()); var clock = RawConnection.to(service.url())) {
            connection.head(
                    "POST /api/v1/sessions HTTP/1.1",
                    "Host: a",
                    "Content-Type: application/json",
                    "Content-Length: " + body.length()).send(body.substring(0, 200));
            // After two seconds.
            assertThat(clock.rest()).isEmpty();
            assertThat(connection.send(body.substring(200)).answer()).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void keepsLiveStreamsOpen() {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        var school = province.school("甲校");
        try (var live = RawConnection.to(service.url()); var clock = RawConnection.to(service.url())) {
            live.head(
                    "GET " + province.path() + "/live HTTP/1.1",
                    "Host: a",
                    "Authorization: Bearer " + service.office().token());
            assertThat(live.answer()).startsWith("HTTP/1.1 200").contains("text/event-stream");
            assertThat(clock.rest()).isEmpty();
            service.wechatUser()
                    .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("物流管理")))
                    .expect(201);
            assertThat(live.until("event: count")).isNotEmpty();
        }
    }
}
