package io.github.certpulse.numbers.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Traffic;
import io.github.certpulse.testing.Visitor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Redis fails while sheets come in: respondents notice nothing, and the counts equal the database soon after.
@Tag("faults")
class RedisFaultsTest {
    private static final String SCHOOL = "宜昌职业技术学院";
    /// Generous: 300 ms for Redis, a second for a busy machine.
    private static final Duration UNNOTICED = Duration.ofMillis(1500);
    private static final Duration REPAIRED = Duration.ofSeconds(10);
    private static final int REDIS_PORT = TestServers.shared().newRedis();
    private static TestProxy proxy;
    private static TestService service;
    private static RedisClient client;
    private static RedisCommands<String, String> redis;
    private final Province province = Province.with(service, SCHOOL + ",高职,宜昌市,,,物流管理,中级,120");
    private final Province.School school = province.school(SCHOOL);
    private final String certificate = school.certificate("物流管理");
    private final Visitor clerk = province.clerk(SCHOOL);
    private final TestDatabase database = TestDatabase.of(service);

    @BeforeAll
    static void start() {
        proxy = new TestProxy(REDIS_PORT);
        service = TestService.start(
                TestServers.shared().databasePort(),
                proxy.port(),
                Map.of("certpulse.redis.uri", "redis://127.0.0.1:" + proxy.port()));
        client = RedisClient.create("redis://127.0.0.1:" + REDIS_PORT);
        redis = client.connect().sync();
        // What an earlier run left in its snapshot.
        redis.flushall();
    }

    @AfterAll
    static void stop() {
        service.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        proxy.close();
    }

    @AfterEach
    void mend() {
        proxy.restore();
        database.close();
    }

    /// How the data in Redis can be lost or damaged.
    enum Loss {
        FLUSHED {
            @Override
            void strike(long school) {
                redis.flushall();
            }
        },
        COUNTS_DELETED {
            @Override
            void strike(long school) {
                redis.del(CountStore.COUNTS);
            }
        },
        SCHOOL_DELETED {
            @Override
            void strike(long school) {
                redis.hdel(CountStore.COUNTS, Long.toString(school));
            }
        },
        NUMBERS_FORGED {
            @Override
            void strike(long school) {
                redis.hset(CountStore.COUNTS, Long.toString(school), "999:999");
            }
        },
        NUMBERS_GARBLED {
            @Override
            void strike(long school) {
                redis.hset(CountStore.COUNTS, Long.toString(school), "no numbers;at=all");
            }
        },
        ANOTHER_TYPE {
            @Override
            void strike(long school) {
                redis.set(CountStore.COUNTS, "no hash");
            }
        },
        LEASE_OF_A_DEAD_REPLICA {
            @Override
            void strike(long school) {
                redis.set(CountStore.LEASE, "a replica that was killed", SetArgs.Builder.px(CountStore.LEASE_LIFE));
            }
        };

        abstract void strike(long school);
    }

    @ParameterizedTest
    @EnumSource
    void restoresCountsThatAreLostInRedis(Loss loss) {
        try (var traffic = Traffic.to(service, school, certificate)) {
            traffic.awaitMore(20);
            awaitLiveCounts();
            loss.strike(TestDatabase.id(school.id()));
            clerk.get("/api/v1/school/progress").expect(200);
            province.office().get(province.path() + "/progress").expect(200);
            traffic.awaitMore(20);
            traffic.end();
            assertUnnoticed(traffic);
        }
        Awaitility.await().atMost(REPAIRED).untilAsserted(this::assertLiveCountsAreRight);
        assertProgressIsRight();
    }

    @Test
    void storesAndCountsWhileRedisIsCutOff() {
        goesOnWithout(proxy::cut);
    }

    @Test
    void storesAndCountsWhileRedisIsFrozen() {
        goesOnWithout(proxy::freeze);
    }

    private void goesOnWithout(Runnable fault) {
        try (var traffic = Traffic.to(service, school, certificate)) {
            traffic.awaitMore(20);
            fault.run();
            traffic.awaitMore(20);
            for (var attempt = 0; attempt < 10; attempt++) {
                var before = database.rows(certificate);
                var seen = received();
                assertThat(seen).isBetween(before, database.rows(certificate));
            }
            service.stranger().get("/health/readiness").expect(200);
            traffic.awaitMore(20);
            traffic.end();
            assertUnnoticed(traffic);
            assertProgressIsRight();
        } finally {
            proxy.restore();
        }
        Awaitility.await().atMost(REPAIRED).untilAsserted(this::assertLiveCountsAreRight);
        assertProgressIsRight();
    }

    @Test
    void countsResponsesThatADeadReplicaHasStored() {
        service.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, certificate))
                .expect(201);
        awaitLiveCounts();
        database.storeUnannounced(certificate, 0);
        // Committed only now, a minute after it was written.
        database.storeUnannounced(certificate, 60);
        Awaitility.await().atMost(REPAIRED).untilAsserted(this::assertLiveCountsAreRight);
        assertThat(received()).isEqualTo(3);
    }

    private void awaitLiveCounts() {
        Awaitility.await().atMost(REPAIRED).until(() -> liveCounts() > 0);
    }

    private int liveCounts() {
        var schoolId = TestDatabase.id(school.id());
        return service.bean(CountStore.class)
                .find(List.of(schoolId))
                .map(VersionedCounts::counts)
                .map(counts -> counts.getOrDefault(schoolId, SchoolCounts.NONE))
                .map(counts -> counts.of(TestDatabase.id(certificate)).teachers())
                .orElse(0);
    }

    private void assertLiveCountsAreRight() {
        var rows = database.rows(certificate);
        var schoolId = TestDatabase.id(school.id());
        assertThat(liveCounts()).isEqualTo(rows);
        assertThat(SchoolCounts.decoded(redis.hget(CountStore.COUNTS, Long.toString(schoolId))).persons().teachers())
                .isEqualTo(rows);
    }

    private void assertProgressIsRight() {
        var rows = database.rows(certificate);
        assertThat(received()).isEqualTo(rows);
        assertThat(province.office().get(province.path() + "/progress").expect(200).number("total.teachers.received"))
                .isEqualTo(rows);
    }

    private int received() {
        return clerk.get("/api/v1/school/progress").expect(200).number("certificates.0.teachers.received");
    }

    private static void assertUnnoticed(Traffic traffic) {
        assertThat(traffic.troubles()).isEmpty();
        assertThat(traffic.slowest()).isLessThan(UNNOTICED);
    }
}
