package io.github.certpulse.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two replicas, with faults between them and their servers: what a session's end does on the other replica, and to
/// streams that are under way.
class SessionOutageTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String SCHOOL = "黄石职业技术学院";
    private static TestProxy database;
    private static TestProxy redis;
    private static TestService here;
    private static TestService there;
    private static Province province;
    private final String username = "colleague-" + UUID.randomUUID().toString().substring(0, 8);
    private final Visitor colleague = colleague();

    @BeforeAll
    static void start() {
        var servers = TestServers.shared();
        database = new TestProxy(servers.databasePort());
        redis = new TestProxy(servers.newRedis());
        var settings = Map.<String, Object>of("certpulse.redis.uri", "redis://127.0.0.1:" + redis.port());
        here = TestService.start(database.port(), servers.redisPort(), settings);
        there = TestService.start(database.port(), here.database(), servers.redisPort(), settings);
        province = Province.with(here, SCHOOL + ",高职,黄石市,,,物流管理,中级,120");
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
        redis.close();
        database.close();
    }

    @AfterEach
    void repair() {
        redis.restore();
        database.restore();
        for (var replica : List.of(here, there)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> replica.stranger().get("/health/readiness").status() == 200);
        }
    }

    @Test
    void aSignOutHoldsOnTheOtherReplicaWithinFiveSecondsWithoutRedis() {
        redis.cut();
        at(there, colleague).get("/api/v1/campaigns").expect(200);
        colleague.delete("/api/v1/sessions/current").expect(204);
        colleague.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> at(there, colleague).get("/api/v1/campaigns").expectProblem(401, "unauthorized"));
    }

    @Test
    void nobodyIsLetInWithoutTheDatabaseAndASignOutIsNotPretended() {
        var other = at(there, colleague);
        other.get("/api/v1/campaigns").expect(200);
        database.cut();
        colleague.delete("/api/v1/sessions/current").expectProblem(503, "database-unavailable");
        await().atMost(LIMIT)
                .untilAsserted(() -> other.get("/api/v1/sessions").expectProblem(503, "database-unavailable"));
        database.restore();
        await().atMost(Duration.ofSeconds(20)).until(() -> other.get("/api/v1/campaigns").status() == 200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> colleague.delete("/api/v1/sessions/current").status() == 204);
    }

    @Test
    void aStreamEndsWithItsSession() {
        var second = here.signedIn(username, password());
        try (var leaving = watch(there, colleague); var staying = watch(there, second)) {
            colleague.delete("/api/v1/sessions/current").expect(204);
            await().atMost(LIMIT).until(leaving::hasEnded);
            assertThat(staying.hasEnded()).isFalse();
        }
    }

    @Test
    void streamsEndWhenTheAccountIsClosedWithoutRedis() {
        try (var one = watch(here, colleague); var other = watch(there, colleague)) {
            redis.cut();
            here.office()
                    .patch("/api/v1/accounts/" + here.accountId(username), "{\"closed\":true}")
                    .expect(200);
            await().atMost(LIMIT).until(() -> one.hasEnded() && other.hasEnded());
        }
    }

    @Test
    void theStreamOfASchoolEndsWithItsSession() {
        var clerk = province.clerk(SCHOOL);
        try (var stream = new Stream(clerk, "/api/v1/school/live")) {
            clerk.delete("/api/v1/sessions/current").expect(204);
            await().atMost(LIMIT).until(stream::hasEnded);
        }
    }

    @Test
    void aStreamEndsSoonAfterTheDatabaseStopsAnswering() {
        try (var stream = watch(here, colleague)) {
            await().pollDelay(Duration.ofSeconds(4)).until(() -> !stream.hasEnded());
            database.freeze();
            await().atMost(Duration.ofSeconds(6)).until(stream::hasEnded);
        }
    }

    @Test
    void aStreamEndsWhenItsTimeIsOver() {
        try (var stream = watch(here, colleague)) {
            here.clock().moveOn(StaffTokens.LIFE);
            await().atMost(LIMIT).until(stream::hasEnded);
        } finally {
            here.clock().reset();
        }
    }

    /// A stream of counts that is under way.
    private static final class Stream implements AutoCloseable {
        private final InputStream body;
        private final CompletableFuture<Void> end;

        Stream(Visitor visitor, String path) {
            var request = visitor.request("GET", path, BodyPublishers.noBody(), "Accept", "text/event-stream");
            var response = visitor.client()
                    .sendAsync(request, BodyHandlers.ofInputStream())
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();
            assertThat(response.statusCode()).isEqualTo(200);
            body = response.body();
            end = CompletableFuture.runAsync(this::readToTheEnd, Thread::startVirtualThread);
        }

        private void readToTheEnd() {
            try {
                body.transferTo(OutputStream.nullOutputStream());
            } catch (IOException broken) {
                // It has ended as well.
            }
        }

        boolean hasEnded() {
            return end.isDone();
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Stream watch(TestService replica, Visitor visitor) {
        return new Stream(at(replica, visitor), province.path() + "/live");
    }

    private static Visitor at(TestService replica, Visitor person) {
        return replica.stranger().with(person.token());
    }

    private String password() {
        return "my own password " + username.hashCode();
    }

    private Visitor colleague() {
        var first = here.office().post("/api/v1/accounts", """
                {"username":"%s","role":"OFFICE"}""".formatted(username)).expect(201).string("firstPassword");
        return here.signedInWithOwnPassword(username, first);
    }
}
