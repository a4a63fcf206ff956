package io.github.certpulse.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.testing.RedisGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A Redis of several servers, one of which is killed.
@Tag("faults")
class RedisGroupTest {
    private static final Duration TO_FAIL_OVER = Duration.ofSeconds(10);
    private static final int PEOPLE = 12;
    private final String somebody = UUID.randomUUID().toString();

    @Test
    void keepsLimitsAndCountsWhenSentinelsReplaceTheMaster() {
        try (var servers = RedisGroup.withSentinels()) {
            var redis = new Redis(servers.uri());
            try {
                var limits = new RateLimits(redis, "on");
                exhaust(limits, somebody);
                redis.ask(commands -> commands.hset("counts", Map.of("school", "5")));
                assertThat(redis.ask(commands -> commands.waitForReplication(1, 1000))).hasValue(1L);
                servers.killFirst();
                Awaitility.await()
                        .atMost(TO_FAIL_OVER)
                        .until(() -> redis.ask(commands -> commands.set("written", "again")).isPresent());
                assertThat(redis.ask(commands -> commands.hget("counts", "school"))).hasValue("5");
                assertThat(limits.refused(Limit.SIGN_IN, somebody)).as("the attempts are not forgotten").isPresent();
            } finally {
                redis.close();
            }
        }
    }

    @Test
    void keepsLimitsAndCountsWhenAServerOfAClusterIsKilled() {
        try (var servers = RedisGroup.cluster()) {
            var redis = new Redis(servers.uri());
            try {
                var limits = new RateLimits(redis, "on");
                // Scripts and hashes, with keys on all servers.
                for (var person = 0; person < PEOPLE; person++) {
                    exhaust(limits, somebody + person);
                    var key = "counts:" + person;
                    assertThat(redis.ask(commands -> commands.hset(key, Map.of("school", "5")))).hasValue(1L);
                }
                servers.killFirst();
                Awaitility.await().atMost(TO_FAIL_OVER).until(() -> kept(redis) == PEOPLE);
                for (var person = 0; person < PEOPLE; person++) {
                    assertThat(limits.refused(Limit.SIGN_IN, somebody + person)).isPresent();
                }
            } finally {
                redis.close();
            }
        }
    }

    private static long kept(Redis redis) {
        return IntStream.range(0, PEOPLE)
                .filter(person -> redis.ask(commands -> commands.exists("counts:" + person)).equals(Optional.of(1L)))
                .count();
    }

    private static void exhaust(RateLimits limits, String who) {
        for (var attempt = 0; attempt < Limit.SIGN_IN.permits(); attempt++) {
            assertThat(limits.refused(Limit.SIGN_IN, who)).isEmpty();
        }
        assertThat(limits.refused(Limit.SIGN_IN, who)).isPresent();
    }
}
