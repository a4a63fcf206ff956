package io.github.certpulse.testing;

import io.github.certpulse.embedded.DataDirectory;
import io.github.certpulse.embedded.EmbeddedDatabase;
import io.github.certpulse.embedded.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// The servers that all tests of a lane share, started once a run: Redis, and MariaDB or the MySQL that the profile
/// `mysql8` unpacks. Each service gets a separate database and a separate logical database in Redis, because live
/// counts have fixed keys there, which services with different databases would overwrite.
public final class TestServers {
    private static final String MYSQL = System.getProperty("certpulse.test.mysql", "");
    /// Redis' default.
    private static final int LOGICAL_DATABASES = 16;
    private final AtomicInteger databases = new AtomicInteger();
    private final AtomicInteger ownRedis = new AtomicInteger();
    private final Path directory;
    private final int databasePort;
    private final long databaseProcess;
    private final int redisPort;

    private TestServers(Path directory) {
        this.directory = directory;
        var home = DataDirectory.open(directory);
        if (isMariaDb()) {
            databasePort = port(EmbeddedDatabase.start(home).url().substring("jdbc:".length()));
            databaseProcess = pid(directory.resolve("mariadb.pid"));
        } else {
            var server = MySqlServer.start(Path.of(MYSQL));
            databasePort = server.port();
            databaseProcess = server.pid();
        }
        redisPort = port(EmbeddedRedis.start(home).uri());
    }

    /// The servers of this lane.
    public static TestServers shared() {
        var lane = Lane.current();
        return lane.shared(TestServers.class, () -> start(lane.number()));
    }

    /// Synchronized, because each start changes the directory for temporary files.
    private static synchronized TestServers start(int lane) {
        var data = Path.of(System.getProperty("certpulse.test.data", "target/test-servers"));
        return new TestServers(data.resolve(Integer.toString(lane)).toAbsolutePath());
    }

    /// Whether the database is the embedded MariaDB; otherwise it is MySQL.
    public static boolean isMariaDb() {
        return MYSQL.isBlank();
    }

    public int databasePort() {
        return databasePort;
    }

    /// Stops the database (SIGSTOP) until the result is closed. Connections stay open, and the database executes later
    /// what is sent meanwhile.
    public AutoCloseable freezeDatabase() {
        signal("-STOP");
        try {
            Awaitility.await().ignoreExceptions().until(this::isStopped);
        } catch (ConditionTimeoutException running) {
            signal("-CONT");
            throw running;
        }
        return () -> signal("-CONT");
    }

    /// Whether all threads of the database have stopped, which on a busy machine is later than the signal. Known on
    /// Linux only (proc(5): the state follows the name in brackets).
    private boolean isStopped() throws IOException {
        var threads = Path.of("/proc", Long.toString(databaseProcess), "task");
        if (!Files.exists(threads)) {
            return true;
        }
        try (var folders = Files.list(threads)) {
            for (var folder : folders.toList()) {
                var line = Files.readString(folder.resolve("stat"));
                if (line.charAt(line.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
            return true;
        }
    }

    private void signal(String signal) {
        try {
            var exit = new ProcessBuilder("kill", signal, Long.toString(databaseProcess)).start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill " + signal + " ends with " + exit);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long pid(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int redisPort() {
        return redisPort;
    }

    /// Starts another Redis for a test that breaks it, and returns its port. It ends with the run.
    public int newRedis() {
        return port(
                EmbeddedRedis.start(DataDirectory.open(directory.resolve("redis-" + ownRedis.incrementAndGet())))
                        .uri());
    }

    /// The database of the service that most tests share.
    String sharedDatabase() {
        return database(0);
    }

    /// A name that no other service of this run uses.
    public String newDatabase() {
        return database(databases.incrementAndGet());
    }

    private static String database(int number) {
        return "test_%d_%d".formatted(ProcessHandle.current().pid(), number);
    }

    /// The settings of a service that reaches the servers at these ports.
    public static Map<String, Object> settings(int databasePort, String database, int redisPort) {
        return Map.of(
                "certpulse.database.url",
                ("jdbc:mysql://127.0.0.1:%d/%s?createDatabaseIfNotExist=true&sslMode=DISABLED"
                        + "&allowPublicKeyRetrieval=true")
                        .formatted(databasePort, database),
                "certpulse.database.user",
                "root",
                "certpulse.redis.uri",
                "redis://127.0.0.1:%d/%d".formatted(redisPort, logical(database)));
    }

    /// The same for all replicas on a database; the shared service's number is used by no other service.
    private static int logical(String database) {
        var number = Integer.parseInt(database.substring(database.lastIndexOf('_') + 1));
        return number == 0 ? 0 : 1 + number % (LOGICAL_DATABASES - 1);
    }

    private static int port(String uri) {
        return URI.create(uri).getPort();
    }
}
