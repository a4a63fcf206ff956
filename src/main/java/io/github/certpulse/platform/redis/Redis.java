package io.github.certpulse.platform.redis;

import io.github.certpulse.platform.redis.RedisServers.Connection;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection to Redis. Redis may be unreachable at any time: commands then have no result, and the service works
/// without it. A command waits at most 300 ms (a second for the first connection), and for a second after a failure no
/// command is sent.
///
/// Each use names one key only, because a cluster keeps different keys on different servers.
@Singleton
public class Redis {
    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    /// The first connection of a new process takes longer.
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private final RedisServers servers;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable Connection connection;
    private volatile boolean unreachable;
    private volatile long failedAt;

    public Redis(@Property(name = "certpulse.redis.uri") String uri) {
        this.servers = new RedisServers(uri, CONNECT_TIMEOUT);
        connect();
    }

    /// The result of commands; empty where Redis is unreachable or refuses them.
    ///
    /// @param commands must not return null
    public <T> Optional<T> ask(Function<RedisClusterCommands<String, String>, T> commands) {
        if (isPausing()) {
            return Optional.empty();
        }
        var current = Optional.ofNullable(connection).or(this::connect);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        try {
            var result = commands.apply(current.get().commands());
            if (unreachable) {
                unreachable = false;
                LOG.info("Redis is reachable again");
            }
            return Optional.of(result);
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
            LOG.warn("Redis is unreachable, going on without it: {}", e.getMessage());
        }
    }

    /// Makes the first connection; while one caller tries, the others go on without it. Lettuce reconnects later.
    private Optional<Connection> connect() {
        if (!connecting.tryLock()) {
            return Optional.empty();
        }
        try {
            var current = connection;
            if (current == null) {
                current = servers.connect();
                current.stateful().setTimeout(TIMEOUT);
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
        servers.close();
    }
}
