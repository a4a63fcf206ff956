package io.github.certpulse.output.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Long downloads when the database, the reader or Redis disconnects.
@Tag("faults")
class BrokenDownloadTest {
    /// More than fits into what lies between the writer and a reader who does not read.
    private static final int ROWS = 60_000;
    private static TestProxy databaseProxy;
    private static TestProxy redisProxy;
    private static TestService service;
    private static Province province;
    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        databaseProxy = new TestProxy(TestServers.shared().databasePort());
        redisProxy = new TestProxy(TestServers.shared().newRedis());
        service = TestService.start(
                databaseProxy.port(),
                redisProxy.port(),
                Map.of("certpulse.redis.uri", "redis://127.0.0.1:" + redisProxy.port()));
        province = Province.with(service, "甲校,高职,武汉市,一,,物流管理,中级,120");
        database = TestDatabase.of(service);
        var school = province.school("甲校");
        service.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("物流管理")))
                .expect(201);
        database.copyTheResponse(ROWS);
        // The service notices by its next comparison what was inserted directly.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(
                                province.office()
                                        .get(province.path() + "/results?role=TEACHER")
                                        .expect(200)
                                        .number("respondents"))
                                .isEqualTo(database.number("select count(*) from response")));
    }

    @AfterAll
    static void stop() {
        database.close();
        service.close();
        databaseProxy.close();
        redisProxy.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"responses.csv", "responses.xlsx"})
    void isRecognisableWhenTheDatabaseDisconnects(String file) throws IOException {
        var name = UUID.randomUUID().toString();
        try (var socket = asking(province.office(), file + "?download=" + name)) {
            awaitStandstill(name);
            databaseProxy.cut();
            var all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(all).startsWith("HTTP/1.1 200").hasSizeGreaterThan(10_000).doesNotEndWith("0\r\n\r\n");
        } finally {
            databaseProxy.restore();
        }
        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(progress(name).string("state")).isEqualTo("BROKEN"));
        Awaitility.await().until(() -> service.stranger().get("/health/readiness").status() == 200);
    }

    /// These files are so small that all of it is sent before anybody can cut the connection.
    @ParameterizedTest
    @ValueSource(strings = {"responses-spss.zip", "results.xlsx"})
    void isRecognisableWhereItIsSmall(String file) throws IOException {
        databaseProxy.freezeAnswersTo("select r.seq, r.id");
        try (var socket = asking(province.office(), file)) {
            assertThat(new String(socket.getInputStream().readNBytes(1000), ISO_8859_1)).startsWith("HTTP/1.1 200")
                    .contains("PK");
            databaseProxy.cut();
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1)).doesNotEndWith("0\r\n\r\n");
        } finally {
            databaseProxy.restore();
        }
        Awaitility.await().until(() -> service.stranger().get("/health/readiness").status() == 200);
    }

    @Test
    void holdsNoQueryWhenTheReaderHasDisconnected() throws IOException {
        var before = queries();
        var name = UUID.randomUUID().toString();
        try (var socket = asking(province.office(), "responses.csv?download=" + name)) {
            socket.getInputStream().readNBytes(1000);
            awaitStandstill(name);
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> queries() == before);
        Awaitility.await().untilAsserted(() -> assertThat(progress(name).string("state")).isEqualTo("BROKEN"));
    }

    @Test
    void reportsItsProgressWhileItRunsAndAfterwards() throws IOException {
        var name = UUID.randomUUID().toString();
        var total = database.number("select count(*) from response");
        try (var socket = asking(province.office(), "responses.csv?role=TEACHER&download=" + name)) {
            Awaitility.await().until(() -> progress(name).status() == 200 && !progress(name).at("total").isNull());
            var running = progress(name);
            assertThat(running.string("state")).isEqualTo("RUNNING");
            assertThat(running.number("total")).isEqualTo(total);
            assertThat(running.number("rows")).isLessThan(total);
            socket.getInputStream().skipNBytes(1024);
            var read = 0L;
            var buffer = new byte[64 * 1024];
            // Until the last chunk; the connection stays open for the next request.
            for (int length;
                    (length = socket.getInputStream().read(buffer)) > 0
                            && !new String(buffer, Math.max(0, length - 5), Math.min(5, length), ISO_8859_1)
                                    .equals("0\r\n\r\n");) {
                read += length;
            }
            assertThat(read).isGreaterThan(total * 100L);
        }
        Awaitility.await().untilAsserted(() -> assertThat(progress(name).string("state")).isEqualTo("DONE"));
        assertThat(progress(name).number("rows")).isEqualTo(total);
    }

    @Test
    void endsIncompleteWhenTheSessionEndsThatRequestedIt() throws IOException {
        var name = UUID.randomUUID().toString();
        var leaver = service.office();
        try (var socket = asking(leaver, "responses.csv?download=" + name)) {
            awaitStandstill(name);
            leaver.delete("/api/v1/sessions/current").expect(204);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> progress(name).string("state").equals("BROKEN"));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1)).doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void continuesWithoutRedis() {
        var name = UUID.randomUUID().toString();
        redisProxy.freeze();
        try {
            var reply = province.office().get(province.path() + "/exports/responses.csv?download=" + name).expect(200);
            assertThat(reply.text().lines()).hasSize(database.number("select count(*) from response") + 1);
            progress(name).expectProblem(404, "not-found");
        } finally {
            redisProxy.restore();
        }
    }

    /// Nothing more fits into what lies between the writer and the reader.
    private static void awaitStandstill(String name) {
        var last = new AtomicInteger();
        Awaitility.await().during(Duration.ofMillis(700)).until(() -> {
            var progress = progress(name);
            if (progress.status() != 200) {
                return false;
            }
            var rows = progress.number("rows");
            return rows > 0 && rows == last.getAndSet(rows);
        });
    }

    private static Reply progress(String name) {
        return province.office().get(province.path() + "/transfers/" + name);
    }

    private static int queries() {
        return database.number(
                "select count(*) from information_schema.processlist "
                        + "where info like 'select r.seq, r.id%' and db = database()");
    }

    private static Socket asking(Visitor visitor, String file) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(service.url().getHost(), service.url().getPort()));
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(
                        "GET %s/exports/%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                                .formatted(province.path(), file, visitor.token())
                                .getBytes(ISO_8859_1));
        return socket;
    }
}
