package io.github.certpulse.rows;

import io.github.certpulse.ceiling.DatabaseCeiling;
import io.github.certpulse.load.LoadGenerator;
import io.github.certpulse.machine.Ports;
import io.github.certpulse.machine.RunningProcess;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/// What all rows share: the servers, the load generator, the service's secret and port, and a directory for files.
public final class Bench implements AutoCloseable {
    private static final int SECRET_BYTES = 32;
    private final Options options;
    private final Path directory;
    private final String secret = secret();
    private final int port = Ports.free();
    private final TestServers servers = TestServers.shared();
    private final RunningProcess database = RunningProcess.of(
            Path.of(System.getProperty("certpulse.test.data", "target/test-servers"), "1", "mariadb.pid"));
    private final LoadGenerator generator = LoadGenerator.start(secret);

    public Bench(Options options, Path directory) {
        this.options = options;
        this.directory = directory;
    }

    private static String secret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// A directory below `target` for the files of this run; the last one's are deleted.
    public static Path emptyDirectory() {
        var directory = Path.of("target", "benchmark").toAbsolutePath();
        try {
            Files.createDirectories(directory);
            try (var files = Files.list(directory)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Options options() {
        return options;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    int port() {
        return port;
    }

    LoadGenerator generator() {
        return generator;
    }

    /// The database's process.
    RunningProcess database() {
        return database;
    }

    int redisPort() {
        return servers.redisPort();
    }

    /// A service within this process, for preparations only.
    TestService preparing(String database) {
        return TestService.start(
                servers.databasePort(),
                database,
                servers.redisPort(),
                Map.of("certpulse.rate-limits", "off", "certpulse.secret", secret));
    }

    /// The environment of a service's own process.
    Map<String, String> settings(String database) {
        var reached = TestServers.settings(servers.databasePort(), database, servers.redisPort());
        return Map.of(
                "CERTPULSE_PORT",
                Integer.toString(port),
                "CERTPULSE_DATA_DIR",
                file("data").toString(),
                "CERTPULSE_DATABASE_URL",
                reached.get("certpulse.database.url").toString(),
                "CERTPULSE_DATABASE_USER",
                reached.get("certpulse.database.user").toString(),
                "CERTPULSE_REDIS_URI",
                reached.get("certpulse.redis.uri").toString(),
                "CERTPULSE_SECRET",
                secret,
                "CERTPULSE_RATE_LIMITS",
                "off");
    }

    /// The same database without the service.
    DatabaseCeiling ceiling(String database) {
        var settings = settings(database);
        return DatabaseCeiling.start(
                settings.get("CERTPULSE_DATABASE_URL"),
                settings.get("CERTPULSE_DATABASE_USER"),
                database);
    }

    /// Removes what an earlier run has left of a database.
    void drop(String database) {
        try (var connection = TestDatabase.of(database)) {
            connection.change("drop database " + database);
        }
    }

    @Override
    public void close() {
        generator.close();
    }
}
