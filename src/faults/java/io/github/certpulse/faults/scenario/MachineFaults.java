package io.github.certpulse.faults.scenario;

import io.github.certpulse.faults.server.SingleMachine;
import java.sql.SQLException;
import java.time.Duration;

/// Faults of the machine below the database: power, disk and clock.
final class MachineFaults {
    private static final int A_WHILE = 300;

    private MachineFaults() {}

    static void cutPower(SingleMachine servers, Stage stage) throws Exception {
        servers.mariaDb().machine().keepUndo();
        stage.awaitStored(2 * A_WHILE);
        servers.mariaDb().cutPower();
        stage.awaitMissed(1);
        stage.heal(servers.mariaDb().process()::start);
    }

    static void fillDisk(SingleMachine servers, Stage stage) throws Exception {
        var machine = servers.mariaDb().machine();
        machine.fillDisk(true);
        stage.awaitMissed(20);
        stage.last(Duration.ofSeconds(3));
        stage.heal(() -> {
            machine.fillDisk(false);
            startAgain(servers);
        });
    }

    static void slowFsync(SingleMachine servers, Stage stage) throws Exception {
        var machine = servers.mariaDb().machine();
        machine.slowFsync(Duration.ofMillis(300));
        stage.await("a slow fsync", () -> machine.felt() > 0);
        stage.last(Duration.ofSeconds(6));
        stage.feel();
        stage.heal(() -> machine.slowFsync(Duration.ZERO));
    }

    /// MariaDB ends itself, because it cannot know what is on disk.
    static void failFsync(SingleMachine servers, Stage stage) throws Exception {
        var machine = servers.mariaDb().machine();
        machine.failFsync(true);
        stage.await("a failed fsync", () -> machine.felt() > 0);
        stage.awaitMissed(1);
        stage.await("the end of the database", () -> !servers.mariaDb().process().isAlive());
        stage.heal(() -> {
            machine.failFsync(false);
            startAgain(servers);
        });
    }

    /// The database's clock goes wrong while people answer, and stays so.
    static Scenario.Fault<SingleMachine> databaseClock(Duration by) {
        return (servers, stage) -> {
            var before = clock(servers);
            stage.heal(() -> servers.mariaDb().machine().moveClock(by));
            stage.await("the moved clock", () -> Math.abs(clock(servers) - before - by.toSeconds()) < 60);
            stage.feel();
        };
    }

    /// The same, and back to the right time.
    static Scenario.Fault<SingleMachine> databaseClockAndBack(Duration by) {
        return (servers, stage) -> {
            servers.mariaDb().machine().moveClock(by);
            stage.feel();
            stage.awaitStored(A_WHILE);
            stage.last(Duration.ofSeconds(3));
            stage.heal(() -> servers.mariaDb().machine().moveClock(Duration.ZERO));
        };
    }

    static Scenario.Fault<SingleMachine> serviceClock(Duration by) {
        return (servers, stage) -> {
            servers.serviceMachine().moveClock(by);
            stage.feel();
            stage.awaitStored(A_WHILE);
            stage.last(Duration.ofSeconds(3));
            stage.heal(() -> servers.serviceMachine().moveClock(Duration.ZERO));
        };
    }

    private static long clock(SingleMachine servers) throws SQLException {
        try (
                var database = servers.database();
                var statement = database.createStatement();
                var row = statement.executeQuery("select unix_timestamp()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void startAgain(SingleMachine servers) {
        if (!servers.mariaDb().process().isAlive()) {
            servers.mariaDb().process().start();
        }
    }
}
