package io.github.certpulse.platform.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The servers that `CERTPULSE_REDIS_URI` names: one, a master that Sentinels know, or a cluster. With Sentinels every
/// reconnect asks for the master; with a cluster the client learns which server has which keys, and asks again when a
/// command fails.
final class RedisServers implements AutoCloseable {
    /// `redis-cluster://user:password@host:port,host:port`, as `redis://` or with TLS as `rediss://`.
    private static final String CLUSTER = "redis-cluster://";
    private static final String CLUSTER_WITH_TLS = "rediss-cluster://";
    /// By default Lettuce waits longer after each attempt, up to 30 s; counts must be correct again sooner.
    private static final Duration RECONNECT = Duration.ofMillis(500);
    private static final Duration REFRESH = Duration.ofSeconds(2);
    private final ClientResources resources =
            ClientResources.builder().reconnectDelay(Delay.constant(RECONNECT)).build();
    private final AbstractRedisClient client;
    private final Connector connector;

    /// @param timeout for a connection
    RedisServers(String uri, Duration timeout) {
        if (uri.startsWith(CLUSTER) || uri.startsWith(CLUSTER_WITH_TLS)) {
            var cluster = RedisClusterClient.create(resources, nodes(uri, timeout));
            cluster.setOptions(clusterOptions(timeout));
            this.client = cluster;
            this.connector = () -> {
                var connection = cluster.connect();
                return new Connection(connection, connection.sync());
            };
        } else {
            var single = RedisClient.create(resources, withTimeout(RedisURI.create(uri), timeout));
            single.setOptions(options(ClientOptions.builder(), timeout).build());
            this.client = single;
            this.connector = () -> {
                var connection = single.connect();
                return new Connection(connection, connection.sync());
            };
        }
    }

    private interface Connector {
        Connection connect();
    }

    /// @param commands those that one server and a cluster have in common
    record Connection(StatefulConnection<String, String> stateful, RedisClusterCommands<String, String> commands) {}

    /// A connection; Lettuce connects it again when it breaks.
    Connection connect() {
        return connector.connect();
    }

    /// The nodes of a cluster, each with the same user and password.
    static List<RedisURI> nodes(String uri, Duration timeout) {
        var scheme = uri.startsWith(CLUSTER) ? "redis://" : "rediss://";
        var rest = uri.substring(uri.indexOf("://") + "://".length());
        var at = rest.lastIndexOf('@') + 1;
        return Arrays.stream(rest.substring(at).split(","))
                .map(node -> withTimeout(RedisURI.create(scheme + rest.substring(0, at) + node), timeout))
                .toList();
    }

    private static RedisURI withTimeout(RedisURI uri, Duration timeout) {
        uri.setTimeout(timeout);
        uri.getSentinels().forEach(sentinel -> sentinel.setTimeout(timeout));
        return uri;
    }

    /// A command that waits for a reconnect could run twice or minutes late, so it is refused at once.
    private static <B extends ClientOptions.Builder> B options(B builder, Duration timeout) {
        builder.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .autoReconnect(true)
                .socketOptions(SocketOptions.builder().connectTimeout(timeout).build());
        return builder;
    }

    private static ClusterClientOptions clusterOptions(Duration timeout) {
        return options(ClusterClientOptions.builder(), timeout)
                .topologyRefreshOptions(
                        ClusterTopologyRefreshOptions.builder()
                                .enablePeriodicRefresh(REFRESH)
                                .enableAllAdaptiveRefreshTriggers()
                                .adaptiveRefreshTriggersTimeout(REFRESH)
                                .build())
                .build();
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
