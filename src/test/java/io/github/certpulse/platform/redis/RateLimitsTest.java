package io.github.certpulse.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.redis.RateLimits.QueuePlace;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Fast
class RateLimitsTest {
    private final TestProxy proxy = new TestProxy(TestServers.shared().redisPort());
    private final Redis redis = new Redis("redis://127.0.0.1:" + proxy.port());
    private final RateLimits limits = new RateLimits(redis, "on");
    private final String somebody = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        redis.close();
        proxy.close();
    }

    @Test
    void givesTheLimitsPermitsAndThenReturnsHowLongToWait() {
        assertThat(permitsTaken(limits, Limit.SIGN_IN.permits())).isEqualTo(Limit.SIGN_IN.permits());
        assertThat(limits.refused(Limit.SIGN_IN, somebody))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(50), Limit.SIGN_IN.refill()));
    }

    @Test
    void givesNoMorePermitsToManyRequestsAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var taken = threads.invokeAll(
                    IntStream.range(0, 100).<java.util.concurrent.Callable<Boolean>>mapToObj(
                            _ -> () -> limits.refused(Limit.SIGN_IN, somebody).isEmpty()).toList());
            assertThat(taken.stream().filter(permit -> permit.resultNow()).count()).isEqualTo(Limit.SIGN_IN.permits());
        }
    }

    @Test
    void countsEachPersonSeparately() {
        permitsTaken(limits, Limit.SIGN_IN.permits());
        assertThat(limits.refused(Limit.SIGN_IN, "somebody else " + somebody)).isEmpty();
    }

    @Test
    void returnsAllPermitsWhenCleared() {
        permitsTaken(limits, Limit.SIGN_IN.permits());
        limits.clear(Limit.SIGN_IN, somebody);
        assertThat(limits.refused(Limit.SIGN_IN, somebody)).isEmpty();
    }

    @Test
    void returnsOnePermit() {
        for (var i = 0; i < 3; i++) {
            permitsTaken(limits, Limit.SIGN_IN.permits());
            limits.giveBack(Limit.SIGN_IN, somebody);
            assertThat(permitsTaken(limits, 5)).isEqualTo(1);
            proxy.cut();
        }
    }

    @Test
    void placesAttemptsInAQueueUntilItIsFull() {
        for (var i = 0; i < 2; i++) {
            var places = IntStream.range(0, Limit.SIGN_IN_QUEUE.permits() + 1)
                    .mapToObj(_ -> limits.queue(Limit.SIGN_IN_QUEUE, somebody))
                    .toList();
            assertThat(places.getFirst()).isEqualTo(new QueuePlace.Taken(Duration.ZERO));
            assertThat(places.get(3)).isInstanceOfSatisfying(
                    QueuePlace.Taken.class,
                    place -> assertThat(place.turn()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3)));
            assertThat(places.getLast()).isInstanceOfSatisfying(
                    QueuePlace.Full.class,
                    place -> assertThat(place.delay()).isBetween(Duration.ofMillis(1), Limit.SIGN_IN_QUEUE.refill()));
            proxy.cut();
        }
    }

    @Test
    void countsInEachReplicaWhileRedisIsUnreachable() {
        proxy.cut();
        assertThat(permitsTaken(limits, 3 * Limit.SIGN_IN.permits())).isEqualTo(Limit.SIGN_IN.permits());
    }

    @Test
    void turnsOffRespondentsLimitsButNotThoseOfSignIns() {
        var off = new RateLimits(redis, "off");
        assertThat(permitsTaken(off, Limit.SIGN_IN.permits() + 5)).isEqualTo(Limit.SIGN_IN.permits());
        assertThat(
                IntStream.range(0, Limit.SUBMISSION.permits() + 5)
                        .allMatch(_ -> off.refused(Limit.SUBMISSION, somebody).isEmpty()))
                .isTrue();
    }

    private long permitsTaken(RateLimits from, int attempts) {
        return IntStream.range(0, attempts).filter(_ -> from.refused(Limit.SIGN_IN, somebody).isEmpty()).count();
    }
}
