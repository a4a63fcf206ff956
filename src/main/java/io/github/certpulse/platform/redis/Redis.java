package io.github.certpulse.platform.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection to Redis, which may be out of reach at any time: a question then gets no answer, and the service goes
/// on without. A question waits at most 300 ms (for the very first connection, a second), and after a failure none is
/// asked for a second.
@Singleton
public class Redis {
    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    /// The first connection of a cold process takes longer.
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration RECONNECT = Duration.ofMillis(500);
    private final ClientResources resources;
    private final RedisClient client;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile boolean unreachable;
    private volatile long failedAt;

    public Redis(@Property(name = "certpulse.redis.uri") String uri) {
        var redisUri = RedisURI.create(uri);
        redisUri.setTimeout(CONNECT_TIMEOUT);
        // By default Lettuce waits longer after each attempt, up to 30 s; counts must be right again sooner.
        this.resources = ClientResources.builder().reconnectDelay(Delay.constant(RECONNECT)).build();
        this.client = RedisClient.create(resources, redisUri);
        // A command that waits for a reconnect could be carried out twice or minutes late, so it is refused at once.
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .autoReconnect(true)
                        .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                        .build());
        connect();
    }

    /// What Redis answers; empty where it is out of reach. The question must not have null as its answer.
    public <T> Optional<T> ask(Function<RedisCommands<String, String>, T> question) {
        if (isPausing()) {
            return Optional.empty();
        }
        var current = Optional.ofNullable(connection).or(this::connect);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        try {
            var answer = question.apply(current.get().sync());
            if (unreachable) {
                unreachable = false;
                LOG.info("Redis is back");
            }
            return Optional.of(answer);
        } catch (RedisCommandExecutionException refused) {
            // Redis is reachable but refuses this command, for example because another program uses the key.
            LOG.debug("Redis refuses a command", refused);
            return Optional.empty();
        } catch (RedisException e) {
            failed(e);
            return Optional.empty();
        }
    }

    private boolean isPausing() {
        return unreachable && System.nanoTime() - failedAt < RETRY_AFTER.toNanos();
    }

    private void failed(RedisException e) {
        failedAt = System.nanoTime();
        if (!unreachable) {
            unreachable = true;
            LOG.warn("Redis is out of reach, going on without it: {}", e.getMessage());
        }
    }

    /// Makes the first connection; while one caller tries, the others go on without. Lettuce renews it later.
    private Optional<StatefulRedisConnection<String, String>> connect() {
        if (!connecting.tryLock()) {
            return Optional.empty();
        }
        try {
            var current = connection;
            if (current == null) {
                current = client.connect();
                current.setTimeout(TIMEOUT);
                connection = current;
            }
            return Optional.of(current);
        } catch (RedisException e) {
            failed(e);
            return Optional.empty();
        } finally {
            connecting.unlock();
        }
    }

    @PreDestroy
    void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
