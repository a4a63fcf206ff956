package io.github.certpulse.numbers.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The stream of counts as a watcher receives it.
class LiveCountsTest {
    private static final String SCHOOL = "恩施职业技术学院";
    private static final String ROW = SCHOOL + ",高职,恩施市,,,物流管理,中级,120";
    private static RedisClient client;
    private static RedisCommands<String, String> redis;
    private static TestService service;

    /// With its own Redis, where only the stream reads counts.
    @BeforeAll
    static void start() {
        var uri = "redis://127.0.0.1:" + TestServers.shared().newRedis();
        client = RedisClient.create(uri);
        redis = client.connect().sync();
        service = TestService.start(
                TestServers.shared().databasePort(),
                TestServers.shared().redisPort(),
                Map.of("certpulse.redis.uri", uri));
    }

    @AfterAll
    static void stop() {
        service.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }

    /// A client that watches a campaign.
    private static final class Watcher implements AutoCloseable {
        private final InputStream stream;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Watcher(Province province) {
            this(province.office(), province.path() + "/live");
        }

        Watcher(Visitor visitor, String path) {
            var request = visitor.request("GET", path, BodyPublishers.noBody(), "Accept", "text/event-stream");
            var response = visitor.client()
                    .sendAsync(request, BodyHandlers.ofInputStream())
                    .orTimeout(2, TimeUnit.SECONDS)
                    .join();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
            stream = response.body();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException gone) {
                // The test is over.
            }
        }

        List<String> data() {
            return lines.stream()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> line.substring(5).strip())
                    .filter(data -> !data.isEmpty())
                    .toList();
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void sendsEveryChangedCountToEveryWatcher() {
        var province = Province.with(service, ROW);
        var school = province.school(SCHOOL);
        var certificate = school.certificate("物流管理");
        try (var one = new Watcher(province); var other = new Watcher(province)) {
            awaitAQuery();
            service.wechatUser()
                    .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, certificate))
                    .expect(201);
            for (var watcher : List.of(one, other)) {
                Awaitility.await()
                        .atMost(Duration.ofMillis(2500))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> !watcher.data().isEmpty());
                assertThat(Sheets.json(watcher.data().getFirst())).isEqualTo(
                        Sheets.json(
                                "{\"school\":\"%s\",\"certificate\":\"%s\",\"role\":\"TEACHER\",\"received\":1}"
                                        .formatted(school.id(), certificate)));
                assertThat(watcher.lines.stream().filter(line -> line.startsWith("event:")))
                        .containsOnly("event: count");
            }
        }
    }

    @Test
    void sendsASchoolOnlyItsOwnCounts() {
        var province = Province.with(service, ROW, "乙校,中职,襄阳市,,,物流管理,中级,80");
        var own = province.school(SCHOOL);
        var other = province.school("乙校");
        try (
                var office = new Watcher(province);
                var clerk = new Watcher(province.clerk(SCHOOL), "/api/v1/school/live")) {
            awaitAQuery();
            service.wechatUser()
                    .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(other, other.certificate("物流管理")))
                    .expect(201);
            Awaitility.await().until(() -> !office.data().isEmpty());
            service.wechatUser()
                    .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.student(own, own.certificate("物流管理")))
                    .expect(201);
            Awaitility.await().until(() -> !clerk.data().isEmpty());
            assertThat(clerk.data()).singleElement()
                    .satisfies(
                            count -> assertThat(Sheets.json(count)).isEqualTo(
                                    Sheets.json(
                                            ("{\"school\":\"%s\",\"certificate\":\"%s\","
                                                    + "\"role\":\"STUDENT\",\"received\":1}")
                                                    .formatted(own.id(), own.certificate("物流管理")))));
        }
        service.stranger().get("/api/v1/school/live").expectProblem(401, "unauthorized");
        province.office().get("/api/v1/school/live").expectProblem(403, "forbidden");
    }

    @Test
    void sendsTheCountWithoutWhatIsSetAsideAndAgainWithIt() {
        var province = Province.with(service, ROW);
        var school = province.school(SCHOOL);
        try (var watcher = new Watcher(province)) {
            awaitAQuery();
            service.wechatUser()
                    .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("物流管理")))
                    .expect(201);
            Awaitility.await().until(() -> watcher.data().size() == 1);
            var path = province.path() + "/set-aside";
            var done = province.office()
                    .post(path, "{\"reason\":\"试\",\"filter\":{\"role\":\"TEACHER\"}}")
                    .expect(200);
            Awaitility.await().until(() -> watcher.data().size() == 2);
            province.office().delete(path + "/" + done.string("id")).expect(204);
            Awaitility.await().until(() -> watcher.data().size() == 3);
            assertThat(watcher.data()).extracting(count -> Sheets.json(count).get("received").getIntValue())
                    .containsExactly(1, 0, 1);
        }
    }

    @Test
    void sendsACountAtMostOnceASecond() {
        var province = Province.with(service, ROW);
        var school = province.school(SCHOOL);
        try (var watcher = new Watcher(province)) {
            var start = System.nanoTime();
            var crowd = Crowd.of(service, 60);
            crowd.start(
                    2,
                    (person, _) -> person.put(
                            "/api/v1/responses/" + UUID.randomUUID(),
                            Sheets.teacher(school, school.certificate("物流管理"))).expect(201))
                    .replies();
            Awaitility.await().until(() -> watcher.data().stream().anyMatch(data -> data.contains("\"received\":60")));
            var seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
            assertThat(watcher.data()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo((int) seconds + 1);
        }
    }

    @Test
    void queriesNothingWithoutWatchers() {
        try (var _ = new Watcher(Province.with(service, ROW))) {
            awaitAQuery();
        }
        var last = new AtomicInteger();
        Awaitility.await()
                .during(Duration.ofMillis(2200))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    var looks = queries();
                    return looks == last.getAndSet(looks);
                });
    }

    /// After this query the stream sends what changes.
    private static void awaitAQuery() {
        var before = queries();
        Awaitility.await().until(() -> queries() > before);
    }

    private static int queries() {
        return redis.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_hmget:calls="))
                .findFirst()
                .map(line -> Integer.parseInt(line.replaceAll("^.*?calls=(\\d+),.*$", "$1")))
                .orElse(0);
    }
}
