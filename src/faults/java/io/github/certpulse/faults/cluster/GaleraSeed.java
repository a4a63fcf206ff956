package io.github.certpulse.faults.cluster;

import io.github.certpulse.faults.server.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/// What every node begins with, made once for all scenarios of a run: the system's tables, an empty database for the
/// service, the users.
public final class GaleraSeed {
    /// MariaDB refuses to run as root, and so does the copying of its data.
    static final String USER = "mysql";
    static final String DATABASE = "certpulse";
    private final RunDirectory run;
    private Optional<Path> data = Optional.empty();

    /// Makes nothing before [#data] is asked for.
    public GaleraSeed(RunDirectory run) {
        this.run = run;
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// Lets the database's user go through the run's directory, which is its owner's only.
    static void open(RunDirectory run) {
        try {
            var root = run.directory("open").getParent();
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The data directory of a node that was stopped.
    synchronized Path data() {
        if (data.isEmpty()) {
            data = Optional.of(made());
        }
        return data.get();
    }

    private Path made() {
        open(run);
        var empty = run.directory("galera-empty");
        Programs.output(
                List.of(
                        Programs.MARIADB_INSTALL_DB.path(),
                        "--no-defaults",
                        "--datadir=" + empty,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--user=" + (isRoot() ? USER : System.getProperty("user.name"))));
        Programs.write(empty.resolve("grastate.dat"), """
                # GALERA saved state
                version: 2.1
                uuid:    00000000-0000-0000-0000-000000000000
                seqno:   -1
                safe_to_bootstrap: 1
                """);
        if (isRoot()) {
            Programs.output(List.of("chown", "-R", USER, empty.toString()));
        }
        var first = new GaleraNode(run, "galera-seed");
        first.reset(empty);
        first.launch(true);
        first.process().awaitReady();
        first.execute("create database %s character set utf8mb4".formatted(DATABASE));
        // As haproxy.cfg signs in: without password, and without any right.
        first.execute("create user 'haproxy'@'%' identified via mysql_native_password using ''");
        first.process().stop();
        return run.directory("galera-seed").resolve("data");
    }
}
