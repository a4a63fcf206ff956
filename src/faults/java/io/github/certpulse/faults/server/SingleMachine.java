package io.github.certpulse.faults.server;

import io.github.certpulse.faults.server.MariaDb.Installation;
import io.github.certpulse.testing.FakeWechat;
import io.github.certpulse.testing.TestProxy;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// One MariaDB, one Redis and some replicas of the service. Between them are proxies, which can slow, cut and lose.
public final class SingleMachine implements Servers {
    private static final String DATABASE = "faults";
    private static final int SECRET_BYTES = 32;
    private final MariaDb database;
    private final RedisProcess redis;
    private final List<Replica> replicas;
    private final Optional<Machine> replicasMachine;
    private final TestProxy databaseProxy;
    private final TestProxy redisProxy;
    private final FakeWechat wechat = new FakeWechat();
    private final String secret = randomSecret();
    private final Optional<DishonestService> dishonest;

    /// What is special about a scenario's servers.
    ///
    /// @param databaseOptions     take the place of the usual ones
    /// @param withDatabaseMachine whether the database's clock and disk can fail
    /// @param withServiceMachine  whether the service's clock can be moved
    /// @param dishonesty          for a control: what a double in front of the service does
    public record Layout(
            int replicas,
            List<String> databaseOptions,
            boolean withDatabaseMachine,
            boolean withServiceMachine,
            Optional<Dishonesty> dishonesty) {
        public static final Layout USUAL = new Layout(1, List.of(), false, false, Optional.empty());

        public Layout {
            databaseOptions = List.copyOf(databaseOptions);
        }

        public Layout withReplicas(int number) {
            return new Layout(number, databaseOptions, withDatabaseMachine, withServiceMachine, dishonesty);
        }

        public Layout withDatabaseOptions(String... options) {
            return new Layout(replicas, List.of(options), withDatabaseMachine, withServiceMachine, dishonesty);
        }

        public Layout withFailingDatabaseMachine() {
            return new Layout(replicas, databaseOptions, true, withServiceMachine, dishonesty);
        }

        public Layout withFailingServiceMachine() {
            return new Layout(replicas, databaseOptions, withDatabaseMachine, true, dishonesty);
        }

        public Layout behind(Dishonesty someone) {
            return new Layout(
                    replicas,
                    databaseOptions,
                    withDatabaseMachine,
                    withServiceMachine,
                    Optional.of(someone));
        }

        /// Whether this machine has what the faults need.
        public boolean isPossible() {
            return !withDatabaseMachine && !withServiceMachine || Machine.isAvailable();
        }
    }

    private SingleMachine(RunDirectory run, Installation installation, Layout layout) {
        var databaseMachine = layout.withDatabaseMachine() ? Optional.of(Machine.below("database", run))
                : Optional.<Machine>empty();
        this.replicasMachine = layout.withServiceMachine() ? Optional.of(Machine.below("service", run))
                : Optional.empty();
        this.database = MariaDb.with(run, installation, "database", databaseMachine, layout.databaseOptions());
        this.redis = RedisProcess.with(run, "redis-server");
        this.databaseProxy = new TestProxy(database.port());
        this.redisProxy = new TestProxy(redis.port());
        var settings = new Replica.Settings(
                "jdbc:mysql://127.0.0.1:%d/%s?createDatabaseIfNotExist=true&sslMode=DISABLED"
                        .formatted(databaseProxy.port(), DATABASE),
                "redis://127.0.0.1:" + redisProxy.port(),
                secret,
                wechat);
        this.replicas = IntStream.rangeClosed(1, layout.replicas())
                .mapToObj(number -> Replica.with(run, "service-" + number, settings, replicasMachine, Map.of()))
                .toList();
        this.dishonest = layout.dishonesty()
                .map(dishonesty -> new DishonestService(replicas.getFirst().address(), dishonesty, secret));
        run.onClose(this::close);
    }

    /// Starts all servers and waits until they answer.
    public static SingleMachine start(RunDirectory run, Installation installation, Layout layout) {
        var servers = new SingleMachine(run, installation, layout);
        servers.redis.process().launch();
        servers.database.process().start();
        servers.redis.process().awaitReady();
        servers.replicas.forEach(replica -> replica.process().launch());
        servers.replicas.forEach(replica -> replica.process().awaitReady());
        return servers;
    }

    @Override
    public List<URI> addresses() {
        return dishonest.map(DishonestService::address)
                .map(List::of)
                .orElseGet(() -> replicas.stream().map(Replica::address).toList());
    }

    @Override
    public Connection database() throws SQLException {
        var connection = database.connect();
        connection.setCatalog(DATABASE);
        return connection;
    }

    @Override
    public List<Replica> replicas() {
        return replicas;
    }

    /// The first replica's process.
    public ServerProcess service() {
        return replicas.getFirst().process();
    }

    /// The database's process.
    public ServerProcess databaseProcess() {
        return database.process();
    }

    public MariaDb mariaDb() {
        return database;
    }

    public ServerProcess redis() {
        return redis.process();
    }

    /// Between the service and the database.
    public TestProxy databaseProxy() {
        return databaseProxy;
    }

    /// Between the service and Redis.
    public TestProxy redisProxy() {
        return redisProxy;
    }

    /// The clock below all replicas.
    public Machine serviceMachine() {
        return replicasMachine.orElseThrow();
    }

    /// Lets the double in front of the service begin.
    public void beDishonest() {
        dishonest.orElseThrow().begin();
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
    public void close() {
        dishonest.ifPresent(DishonestService::close);
        replicas.forEach(replica -> replica.process().kill());
        redis.process().kill();
        database.process().kill();
        databaseProxy.close();
        redisProxy.close();
        wechat.close();
    }

    private static String randomSecret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
