package io.github.certpulse.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.redis.Demand.Taking;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.redis.RateLimits.QueuePlace;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    @Test
    void takesNoPermitAtAllWhereOneOfSeveralLimitsHasNone() {
        var full = new Demand(
                Limit.SIGN_IN_ADDRESS,
                together("full"),
                2,
                Duration.ofMinutes(30),
                Taking.TAKE,
                "");
        assertThat(limits.refused(List.of(full))).isEmpty();
        assertThat(limits.refused(List.of(full))).isEmpty();
        var first = Demand.of(Limit.SIGN_IN, together("first"), Taking.TAKE);
        for (var i = 0; i < 2 * Limit.SIGN_IN.permits(); i++) {
            assertThat(limits.refused(List.of(first, full))).hasValueSatisfying(refusal -> {
                assertThat(refusal.limit()).isEqualTo(Limit.SIGN_IN_ADDRESS);
                assertThat(refusal.delay()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
            });
        }
        assertThat(met(Limit.SIGN_IN.permits() + 1, List.of(first))).isEqualTo(Limit.SIGN_IN.permits());
    }

    @Test
    void looksForAPermitWithoutTakingIt() {
        for (var i = 0; i < 2; i++) {
            var look = List.of(Demand.of(Limit.SIGN_IN, together("looked at"), Taking.LOOK));
            assertThat(met(3 * Limit.SIGN_IN.permits(), look)).isEqualTo(3L * Limit.SIGN_IN.permits());
            var take = List.of(Demand.of(Limit.SIGN_IN, together("looked at"), Taking.TAKE));
            assertThat(met(Limit.SIGN_IN.permits() + 1, take)).isEqualTo(Limit.SIGN_IN.permits());
            assertThat(met(1, look)).isZero();
            proxy.cut();
        }
    }

    @Test
    void countsASubjectAsNewOnlyOnceAndLetsKnownOnesPassAFullLimit() {
        assertThat(newcomer("a")).isEmpty();
        assertThat(newcomer("b")).isEmpty();
        for (var i = 0; i < 5; i++) {
            assertThat(newcomer("a")).isEmpty();
        }
        assertThat(newcomer("c")).isEmpty();
        assertThat(newcomer("d")).hasValueSatisfying(refusal -> {
            assertThat(refusal.limit()).isEqualTo(Limit.NEW_BROWSERS);
            assertThat(refusal.delay()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
        });
        assertThat(newcomer("d")).as("refused, so it is still new").isPresent();
        assertThat(newcomer("b")).isEmpty();
    }

    @Test
    void isNotFooledByASubjectThatIsKnownToAnotherLimit() {
        for (var name : List.of("a", "b", "c")) {
            assertThat(newcomer(name)).isEmpty();
        }
        assertThat(limits.refused(List.of(Demand.of(Limit.SUBMISSION, together("d"), Taking.TAKE)))).isEmpty();
        assertThat(newcomer("d")).isPresent();
    }

    @Test
    void letsNewSubjectsPassWhileRedisIsUnreachable() {
        proxy.cut();
        for (var name : List.of("a", "b", "c", "d", "e")) {
            assertThat(newcomer(name)).isEmpty();
        }
    }

    /// A school with three new browsers an hour.
    private Optional<RateLimits.Refusal> newcomer(String name) {
        return limits.refused(
                List.of(
                        Demand.of(Limit.SUBMISSION, together(name), Taking.TAKE),
                        Demand.ofNewcomer(
                                Limit.NEW_BROWSERS,
                                together("school"),
                                3,
                                Duration.ofHours(1),
                                name)));
    }

    private String together(String name) {
        return "{" + somebody + "}" + name;
    }

    private long met(int attempts, List<Demand> demands) {
        return IntStream.range(0, attempts).filter(_ -> limits.refused(demands).isEmpty()).count();
    }

    private long permitsTaken(RateLimits from, int attempts) {
        return IntStream.range(0, attempts).filter(_ -> from.refused(Limit.SIGN_IN, somebody).isEmpty()).count();
    }
}
