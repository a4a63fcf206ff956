package io.github.certpulse.numbers.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.intake.stored.ResponseCounts;
import io.github.certpulse.platform.redis.Redis;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.ShiftedClock;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A sweep that takes longer than the lease lives, because the database is slow.
class SlowSweepTest {
    private static final int SCHOOLS = 12;
    private static final int AN_HOUR = 3600;
    private final TestService service =
            TestService.start(TestServers.shared().databasePort(), TestServers.shared().redisPort(), Map.of());
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province = Province.with(
            service,
            IntStream.range(0, SCHOOLS)
                    .mapToObj("校%02d,高职,武汉市,,,物流管理,中级,120"::formatted)
                    .toArray(String[]::new));
    private final ShiftedClock clock = new ShiftedClock(service);
    private final String uri = "redis://127.0.0.1:" + TestServers.shared().newRedis();
    private final RedisClient client = RedisClient.create(uri);
    private final RedisCommands<String, String> redis = client.connect().sync();
    private final CountStore store = new CountStore(new Redis(uri));
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final SlowCounts responses = new SlowCounts(new Database(clock));
    private final CountFollower follower = new CountFollower(responses, store, metrics, 1);

    private static final class SlowCounts extends ResponseCounts {
        private static final int MILLIS = 400;
        /// Opened never: it only takes the time.
        private final CountDownLatch waiting = new CountDownLatch(1);
        private final AtomicInteger finished = new AtomicInteger();
        private volatile boolean slow;

        SlowCounts(Database database) {
            super(database);
        }

        @Override
        public <T> T inSnapshot(Function<ConsistentView, T> counting) {
            try {
                assertThat(slow && waiting.await(MILLIS, TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            var result = super.inSnapshot(counting);
            finished.incrementAndGet();
            return result;
        }
    }

    @AfterEach
    void close() {
        service.close();
        database.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void keepsTheLeaseAndLetsNewCountsThrough() {
        redis.flushall();
        IntStream.range(0, SCHOOLS).forEach(school -> database.storeUnannounced(certificate(school), 0));
        follower.follow();
        assertThat(sweeps()).isEqualTo(1);
        assertThat(received(SCHOOLS - 1)).isEqualTo(1);

        responses.slow = true;
        // So that a sweep is needed at once.
        clock.setBack(AN_HOUR);
        var start = System.nanoTime();
        responses.finished.set(0);
        // Not in the common pool: a machine with two processors has one thread there.
        var sweep = CompletableFuture.runAsync(follower::follow, Thread::startVirtualThread);
        Awaitility.await().until(() -> responses.finished.get() > 0);
        for (var school = SCHOOLS - 3; school < SCHOOLS; school++) {
            var stored = school;
            database.storeUnannounced(certificate(stored), AN_HOUR);
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
                assertThat(redis.pttl(CountStore.LEASE)).as("rest of the lease").isPositive();
                return received(stored) == 2;
            });
            assertThat(sweeps()).as("sweeps that are over").isEqualTo(1);
        }
        sweep.join();
        assertThat(sweeps()).isEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(CountStore.LEASE_LIFE);
        assertThat(store.holdsLease()).isTrue();
        IntStream.range(0, SCHOOLS)
                .forEach(school -> assertThat(received(school)).isEqualTo(school < SCHOOLS - 3 ? 1 : 2));
    }

    private long sweeps() {
        return metrics.timer("certpulse.count.time", "step", "sweep").count();
    }

    private String certificate(int school) {
        return school(school).certificate("物流管理");
    }

    private int received(int school) {
        var id = TestDatabase.id(school(school).id());
        return SchoolCounts.decoded(redis.hget(CountStore.COUNTS, Long.toString(id))).persons().teachers();
    }

    private Province.School school(int school) {
        return province.school("校%02d".formatted(school));
    }
}
