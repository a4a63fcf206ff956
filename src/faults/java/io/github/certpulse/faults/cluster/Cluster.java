package io.github.certpulse.faults.cluster;

import io.github.certpulse.faults.server.Replica;
import io.github.certpulse.faults.server.RunDirectory;
import io.github.certpulse.faults.server.Servers;
import io.github.certpulse.machine.OperatorsCommand;
import io.github.certpulse.testing.FakeWechat;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/// Everything three times, as `docker/compose.scale.yml` has it.
public final class Cluster implements Servers {
    private static final int REPLICAS = 3;
    private static final int SECRET_BYTES = 32;
    private static final Duration MAX_PAUSE = Duration.ofSeconds(15);
    private final RunDirectory run;
    private final Galera galera;
    private final HaProxy haProxy;
    private final RedisWithSentinels redis;
    private final List<Replica> replicas;
    private final Nginx nginx;
    private final FakeWechat wechat = new FakeWechat();
    private final String secret = randomSecret();
    private Optional<Duration> maxPause = Optional.of(MAX_PAUSE);

    private Cluster(RunDirectory run, GaleraSeed seed) {
        this.run = run;
        this.galera = Galera.with(run, seed);
        this.haProxy = new HaProxy(run, galera.nodes());
        this.redis = RedisWithSentinels.with(run);
        var settings = new Replica.Settings(
                "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED".formatted(haProxy.port(), GaleraSeed.DATABASE),
                redis.uri(),
                secret,
                wechat);
        this.replicas = new CopyOnWriteArrayList<>(
                IntStream.rangeClosed(1, REPLICAS)
                        .mapToObj(
                                number -> Replica.with(run, "service-" + number, settings, Optional.empty(), Map.of()))
                        .toList());
        this.nginx = Nginx.with(run, replicas);
        run.onClose(this::close);
    }

    /// Starts all of them. The replicas start together, on an empty database.
    public static Cluster start(RunDirectory run, GaleraSeed seed) {
        var cluster = new Cluster(run, seed);
        cluster.galera.startFrom(cluster.galera.nodes().getFirst());
        cluster.redis.start();
        cluster.haProxy.process().start();
        cluster.replicas.forEach(replica -> replica.process().launch());
        cluster.replicas.forEach(replica -> replica.process().awaitReady());
        cluster.nginx.process().start();
        return cluster;
    }

    public Galera galera() {
        return galera;
    }

    public HaProxy haProxy() {
        return haProxy;
    }

    public RedisWithSentinels redis() {
        return redis;
    }

    /// A cluster heals by itself in this time, but not where somebody has to decide what to do.
    public void needsAnOperator() {
        maxPause = Optional.empty();
    }

    /// A version of the service with one more migration.
    public NewerVersion newerVersion(Duration migrating) {
        return NewerVersion.of(run, OperatorsCommand.DIRECTORY, Math.toIntExact(migrating.toSeconds()));
    }

    /// Puts a newer version in the place of a replica that was stopped, at the same address.
    ///
    /// @return what is not started yet
    public Replica replace(int number, NewerVersion version) {
        var newer = version.inPlaceOf(replicas.get(number));
        replicas.set(number, newer);
        return newer;
    }

    @Override
    public List<URI> addresses() {
        return List.of(nginx.address());
    }

    /// On any node that has quorum, after everything that was committed before on another.
    @Override
    public Connection database() throws SQLException {
        var node = galera.nodes()
                .stream()
                .filter(GaleraNode::isReady)
                .findFirst()
                .orElseThrow(() -> new SQLException("no node has quorum"));
        var connection = node.connect();
        connection.setCatalog(GaleraSeed.DATABASE);
        try (var statement = connection.createStatement()) {
            statement.execute("set session wsrep_sync_wait = 15");
        }
        return connection;
    }

    @Override
    public List<Replica> replicas() {
        return replicas;
    }

    @Override
    public FakeWechat wechat() {
        return wechat;
    }

    @Override
    public String secret() {
        return secret;
    }

    @Override
    public Optional<Duration> maxPause() {
        return maxPause;
    }

    @Override
    public boolean repeatRequests() {
        return true;
    }

    @Override
    public Optional<String> difference() throws SQLException {
        return galera.difference();
    }

    @Override
    public void close() {
        nginx.process().kill();
        replicas.forEach(replica -> replica.process().kill());
        haProxy.process().stop();
        galera.nodes().forEach(node -> node.process().kill());
        wechat.close();
    }

    private static String randomSecret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
