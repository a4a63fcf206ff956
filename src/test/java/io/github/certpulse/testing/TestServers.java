package io.github.certpulse.testing;

import io.github.certpulse.embedded.DataDirectory;
import io.github.certpulse.embedded.EmbeddedDatabase;
import io.github.certpulse.embedded.EmbeddedRedis;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The servers that all tests share, started once a run: MariaDB, or the MySQL that the profile `mysql8` unpacks, and
/// Redis. Each service gets a database of its own.
public final class TestServers {
    private static final TestServers SHARED = new TestServers();
    private final AtomicInteger databases = new AtomicInteger();
    private final int databasePort;
    private final int redisPort;

    private TestServers() {
        var home = DataDirectory.open(Path.of(System.getProperty("certpulse.test.data", "target/test-servers")).toAbsolutePath());
        var mysql = System.getProperty("certpulse.test.mysql", "");
        databasePort = mysql.isBlank() ? port(EmbeddedDatabase.start(home).url().substring("jdbc:".length())) : MySqlServer.start(Path.of(mysql)).port();
        redisPort = port(EmbeddedRedis.start(home).uri());
    }

    public static TestServers shared() {
        return SHARED;
    }

    public int databasePort() {
        return databasePort;
    }

    public int redisPort() {
        return redisPort;
    }

    /// A name that no other service of this run uses.
    public String newDatabase() {
        return "test_%d_%d".formatted(ProcessHandle.current().pid(), databases.incrementAndGet());
    }

    /// The settings of a service that reaches the servers at these ports.
    public static Map<String, Object> settings(int databasePort, String database, int redisPort) {
        return Map.of(
                "certpulse.database.url", "jdbc:mysql://127.0.0.1:%d/%s?createDatabaseIfNotExist=true&sslMode=DISABLED&allowPublicKeyRetrieval=true".formatted(databasePort, database),
                "certpulse.database.user", "root",
                "certpulse.redis.uri", "redis://127.0.0.1:" + redisPort);
    }

    private static int port(String uri) {
        return URI.create(uri).getPort();
    }
}
