package io.github.certpulse.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.TestProxy;
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

    /// At the start there is no connection yet, and all threads need one.
    @Test
    void doesNotWaitRepeatedlyForAFrozenServer() {
        try (
                var proxy = new TestProxy(TestServers.shared().redisPort());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            proxy.freeze();
            var redis = new Redis("redis://127.0.0.1:" + proxy.port());
            var start = System.nanoTime();
            var answers = IntStream.range(0, 32)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> redis.ask(BaseRedisCommands::ping), threads))
                    .toList();
            assertThat(answers).allMatch(answer -> answer.join().isEmpty());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            proxy.restore();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> redis.ask(BaseRedisCommands::ping).isPresent());
            redis.close();
        }
    }

    @Test
    void givesUserAndPasswordToEveryNodeOfACluster() {
        var nodes = RedisServers.nodes("rediss-cluster://some:pass%40word@one:1,two:2", Duration.ofSeconds(1));
        assertThat(nodes).extracting(node -> node.getHost() + ":" + node.getPort()).containsExactly("one:1", "two:2");
        assertThat(nodes).allSatisfy(node -> {
            assertThat(node.isSsl()).isTrue();
            assertThat(node.getUsername()).isEqualTo("some");
            assertThat(node.getPassword()).isEqualTo("pass@word".toCharArray());
        });
    }
}
