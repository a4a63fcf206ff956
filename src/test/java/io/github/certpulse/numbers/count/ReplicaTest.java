package io.github.certpulse.numbers.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Two replicas behind one load balancer, and a start without Redis.
class ReplicaTest {
    private static final String SCHOOL = "荆州职业技术学院";
    private static final String ROW = SCHOOL + ",高职,荆州市,,,物流管理,中级,120";
    private final TestServers servers = TestServers.shared();

    @Test
    void letsAnotherReplicaTakeOver() {
        var first = TestService.start(servers.databasePort(), servers.redisPort(), Map.of());
        try (var second = TestService.start(servers.databasePort(), first.database(), servers.redisPort(), Map.of())) {
            var province = Province.with(first, ROW);
            var school = province.school(SCHOOL);
            var crowd = Crowd.of(first, 20);
            crowd.atOnce(
                    (person, number) -> at(number % 2 == 0 ? first : second, person)
                            .put(
                                    "/api/v1/responses/" + UUID.randomUUID(),
                                    Sheets.teacher(school, school.certificate("物流管理")))
                            .expect(201));
            for (var replica : List.of(first, second)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(2))
                        .untilAsserted(() -> assertThat(received(replica, province)).isEqualTo(20));
            }
            first.close();
            second.wechatUser()
                    .put(
                            "/api/v1/responses/" + UUID.randomUUID(),
                            Sheets.teacher(school, school.certificate("物流管理")))
                    .expect(201);
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                assertThat(live(second, school)).isEqualTo(21);
                assertThat(received(second, province)).isEqualTo(21);
            });
        } finally {
            first.close();
        }
    }

    @Test
    void answersARetryOnAnotherReplica() {
        try (
                var first = TestService.start(servers.databasePort(), servers.redisPort(), Map.of());
                var second =
                        TestService.start(servers.databasePort(), first.database(), servers.redisPort(), Map.of())) {
            var school = Province.with(first, ROW).school(SCHOOL);
            var sheet = Sheets.teacher(school, school.certificate("物流管理"));
            var path = "/api/v1/responses/" + UUID.randomUUID();
            var person = first.wechatUser();
            var stored = person.put(path, sheet).expect(201);
            assertThat(at(second, person).put(path, sheet).expect(200).json()).isEqualTo(stored.json());
        }
    }

    @Test
    void startsWhileRedisIsUnreachable() {
        try (var proxy = new TestProxy(servers.redisPort())) {
            proxy.cut();
            startsWithout(proxy);
        }
    }

    /// All requests wait for the same connection, none longer than the time limit for Redis.
    @Test
    void startsWhileRedisIsFrozen() {
        try (var proxy = new TestProxy(servers.redisPort())) {
            proxy.freeze();
            startsWithout(proxy);
        }
    }

    private void startsWithout(TestProxy proxy) {
        try (var service = TestService.start(servers.databasePort(), proxy.port(), Map.of())) {
            var province = Province.with(service, ROW);
            var school = province.school(SCHOOL);
            service.stranger().get("/health/readiness").expect(200);
            var crowd = Crowd.of(service, 32);
            var times = crowd.atOnce((person, _) -> {
                var start = System.nanoTime();
                var reply = person.put(
                        "/api/v1/responses/" + UUID.randomUUID(),
                        Sheets.teacher(school, school.certificate("物流管理"))).expect(201);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
                return reply;
            });
            assertThat(times).hasSize(32);
            assertThat(received(service, province)).isEqualTo(32);
            proxy.restore();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(live(service, school)).isEqualTo(32));
        }
    }

    private static Visitor at(TestService replica, Visitor person) {
        return Visitor.at(replica.url()).with(person.token());
    }

    private static int received(TestService replica, Province province) {
        return replica.office().get(province.path() + "/progress").expect(200).number("total.teachers.received");
    }

    private static int live(TestService replica, Province.School school) {
        var id = TestDatabase.id(school.id());
        return replica.bean(CountStore.class)
                .find(List.of(id))
                .map(VersionedCounts::counts)
                .map(counts -> counts.getOrDefault(id, SchoolCounts.NONE).persons().teachers())
                .orElse(0);
    }
}
