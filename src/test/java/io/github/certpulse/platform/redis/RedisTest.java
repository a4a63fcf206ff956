package io.github.certpulse.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Cable;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.TestServers;
import io.lettuce.core.api.sync.BaseRedisCommands;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@Fast
class RedisTest {

    /// At the start there is no connection yet, and everybody wants one.
    @Test
    void doesNotWaitAgainAndAgainForAFrozenServer() {
        try (
                var cable = new Cable(TestServers.shared().redisPort());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            cable.freeze();
            var redis = new Redis("redis://127.0.0.1:" + cable.port());
            var start = System.nanoTime();
            var answers = IntStream.range(0, 32)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> redis.ask(BaseRedisCommands::ping), threads))
                    .toList();
            assertThat(answers).allMatch(answer -> answer.join().isEmpty());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            cable.mend();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> redis.ask(BaseRedisCommands::ping).isPresent());
            redis.close();
        }
    }
}
