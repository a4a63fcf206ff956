package io.github.certpulse.intake.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.redis.Redis;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.SiteWordRules;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.micronaut.json.tree.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the site word and the limit on new browsers ask of Redis, and what they do without it.
class AdmissionAndRedisTest {
    private static final int REDIS_PORT = TestServers.shared().newRedis();
    private static TestProxy proxy;
    private static TestService service;
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,1");
    private final Province.School school = province.school("甲校");
    private final JsonNode sheet = Sheets.teacher(school, school.certificate("物流管理"));

    @BeforeAll
    static void start() {
        proxy = new TestProxy(REDIS_PORT);
        service = TestService.start(
                TestServers.shared().databasePort(),
                proxy.port(),
                Map.of("certpulse.redis.uri", "redis://127.0.0.1:" + proxy.port()));
    }

    @BeforeEach
    void waitForRedis() {
        Awaitility.await().until(() -> service.bean(Redis.class).ask(RedisClusterCommands::ping).isPresent());
    }

    @AfterEach
    void mend() {
        proxy.restore();
    }

    @AfterAll
    static void stop() {
        service.close();
        proxy.close();
    }

    @Test
    void theyAskRedisNothingMoreThanTheOneQuestionOfEachSheet() throws IOException {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var word = SiteWordRules.word(province.clerk("甲校"), "TEACHER");
        var path = "/api/v1/responses/" + UUID.randomUUID();
        var browser = service.browser();
        // Sends the script, which Redis then has.
        service.browser().put("/api/v1/responses/" + UUID.randomUUID(), SiteWordRules.with(sheet, word)).expect(201);
        try (var watched = new Watched()) {
            browser.put(path, SiteWordRules.with(sheet, SiteWordRules.wrong(word))).expect(403);
            browser.put(path, SiteWordRules.with(sheet, word)).expect(201);
            browser.put(path, SiteWordRules.with(sheet, word)).expect(200);
            service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
            // The login of WeChat is one of them.
            assertThat(watched.questions()).isEqualTo(5);
        }
    }

    @Test
    void withoutItEachReplicaCountsWrongWordsAndLetsNewBrowsersIn() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var word = SiteWordRules.word(province.clerk("甲校"), "TEACHER");
        proxy.cut();
        var guesser = service.browser();
        var path = "/api/v1/responses/" + UUID.randomUUID();
        for (var i = 0; i < 5; i++) {
            guesser.put(path, SiteWordRules.with(sheet, SiteWordRules.wrong(word)))
                    .expectProblem(403, "site-word-wrong");
        }
        var refused = guesser.put(path, SiteWordRules.with(sheet, word)).expectProblem(429, "too-many-attempts");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(50, 60);
        for (var i = 0; i < 520; i++) {
            service.browser()
                    .put("/api/v1/responses/" + UUID.randomUUID(), SiteWordRules.with(sheet, word))
                    .expect(201);
        }
    }

    /// Sees every command that Redis gets from now on.
    private static final class Watched implements AutoCloseable {
        private final Socket monitor = new Socket(InetAddress.getLoopbackAddress(), REDIS_PORT);
        private final BufferedReader lines = new BufferedReader(new InputStreamReader(monitor.getInputStream(), UTF_8));

        Watched() throws IOException {
            send(monitor, "MONITOR");
            assertThat(lines.readLine()).isEqualTo("+OK");
        }

        /// How many questions about limits came, without the commands of the script itself.
        long questions() throws IOException {
            var end = UUID.randomUUID().toString();
            try (var other = new Socket(InetAddress.getLoopbackAddress(), REDIS_PORT)) {
                send(other, "ECHO " + end);
                var count = 0;
                while (true) {
                    var line = lines.readLine();
                    if (line.contains(end)) {
                        return count;
                    }
                    count += line.contains("certpulse:limit:") && !line.contains(" lua]") ? 1 : 0;
                }
            }
        }

        private static void send(Socket socket, String command) throws IOException {
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            socket.getOutputStream().flush();
        }

        @Override
        public void close() throws IOException {
            monitor.close();
        }
    }
}
