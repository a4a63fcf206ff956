package io.github.certpulse.faults.scenario;

import io.github.certpulse.faults.server.ServerProcess;
import io.github.certpulse.faults.server.SingleMachine;
import io.github.certpulse.intake.storing.ResponseStore;
import io.github.certpulse.testing.TestProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/// Faults of whole servers and of the way to them.
final class ServerFaults {
    private static final int BATCH = 24;
    private static final int A_WHILE = 300;
    /// Of sheets that wait: of the campaign without caps, of teachers and of students of the one with caps.
    private static final int QUEUES = 3;
    private static final Duration GATHERING = Duration.ofSeconds(3);
    private static final int MAX_TRIES = 8;
    private static final String LOCK = "select id from campaign for update";
    private static final String WAITING =
            "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'";

    private ServerFaults() {}

    /// Picks what the fault happens to.
    interface Target extends Function<SingleMachine, ServerProcess> {}

    /// Killed (−9) so many times, each after people have answered for a while, and started again.
    static Scenario.Fault<SingleMachine> killed(Target target, int times) {
        return (servers, stage) -> {
            for (var time = 1; time < times; time++) {
                kill(target.apply(servers), stage);
                target.apply(servers).start();
                stage.awaitStored(A_WHILE);
            }
            kill(target.apply(servers), stage);
            stage.heal(target.apply(servers)::start);
        };
    }

    private static void kill(ServerProcess process, Stage stage) throws InterruptedException {
        // At any moment of a batch.
        Thread.sleep(ThreadLocalRandom.current().nextInt(50));
        process.kill();
        stage.awaitMissed(1);
    }

    /// Respondents must not notice it: sheets are taken in although Redis is dead.
    static Scenario.Fault<SingleMachine> redisKilled(Target redis) {
        return (servers, stage) -> {
            redis.apply(servers).kill();
            stage.awaitStored(A_WHILE);
            stage.feel();
            stage.heal(redis.apply(servers)::start);
        };
    }

    /// Stopped (SIGTERM) and started again.
    static Scenario.Fault<SingleMachine> stopped(Target target) {
        return (servers, stage) -> {
            target.apply(servers).stop();
            stage.awaitMissed(1);
            stage.heal(target.apply(servers)::start);
        };
    }

    /// Paused (SIGSTOP) for this time.
    static Scenario.Fault<SingleMachine> paused(Target target, Duration time) {
        return (servers, stage) -> {
            target.apply(servers).pause();
            stage.last(time);
            stage.feel();
            stage.heal(target.apply(servers)::resume);
        };
    }

    /// All replicas are stopped and started one after another.
    static void rolling(SingleMachine servers, Stage stage) throws Exception {
        for (var replica : servers.replicas()) {
            replica.process().stop();
            stage.awaitMissed(1);
            stage.awaitStored(A_WHILE);
            replica.process().start();
            stage.awaitStored(A_WHILE);
        }
        stage.heal(() -> {});
    }

    /// The service is killed after a batch was committed and before its sheets are answered. A batch may be refused as
    /// a whole because somebody answers twice; then the next one is tried.
    static void killedBetweenBatchAndAnswers(SingleMachine servers, Stage stage) throws Exception {
        for (var time = 0; time < MAX_TRIES; time++) {
            var text = "the answer to batch %d is held back".formatted(time);
            withWaitingBatch(servers, stage, text, () -> servers.databaseProxy().freezeAnswersTo(text));
            if (stage.comesTrue(Duration.ofSeconds(5), () -> stored(servers, text) > 0)) {
                break;
            }
            servers.databaseProxy().restore();
            stage.awaitStored(A_WHILE);
        }
        servers.service().kill();
        servers.databaseProxy().restore();
        stage.awaitMissed(1);
        stage.heal(servers.service()::start);
    }

    /// The service is killed while a batch waits for a lock: the database has its statement, but has not committed it.
    static void killedBeforeTheCommit(SingleMachine servers, Stage stage) throws Exception {
        withWaitingBatch(servers, stage, "this batch waits", () -> {
            servers.service().kill();
            stage.awaitMissed(1);
        });
        stage.heal(servers.service()::start);
    }

    /// The answer to a batch's commit is lost, again and again.
    static void repliesLost(SingleMachine servers, Stage stage) throws Exception {
        for (var time = 0; time < 5; time++) {
            var text = "the answer to batch %d is lost".formatted(time);
            withWaitingBatch(servers, stage, text, () -> servers.databaseProxy().loseAnswerTo(text));
            // Respondents do not notice it: the service looks whether the batch is stored.
            stage.await("the stored batch", () -> stored(servers, text) > 0);
            stage.feel();
        }
        stage.heal(() -> {});
    }

    private interface Step {
        void take() throws Exception;
    }

    /// Locks the campaigns, so that sheets gather for one batch, takes a step, and lets the batch go.
    private static void withWaitingBatch(SingleMachine servers, Stage stage, String text, Step step) throws Exception {
        try (var lock = servers.database(); var statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.executeQuery(LOCK).close();
            // Once as many batches of others wait as can, the sheets with the text gather for the next one. Where some
            // queue has too few people for that, the first of them goes alone.
            stage.await("statements that wait", () -> number(servers, WAITING) > 0);
            stage.comesTrue(GATHERING, () -> number(servers, WAITING) >= QUEUES * ResponseStore.MAX_AT_ONCE);
            stage.submitTogether(BATCH, text);
            stage.last(Duration.ofMillis(300));
            step.take();
            lock.rollback();
        }
    }

    private static int stored(SingleMachine servers, String text) throws SQLException {
        return number(servers, "select count(*) from response where other_texts like '%" + text + "%'");
    }

    private static int number(SingleMachine servers, String query) throws SQLException {
        try (
                var database = servers.database();
                var statement = database.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    /// Nothing passes to a server any more, and new connections are refused.
    static Scenario.Fault<SingleMachine> refusing(Function<SingleMachine, TestProxy> proxy, Duration time) {
        return (servers, stage) -> {
            proxy.apply(servers).cut();
            stage.last(time);
            stage.feel();
            stage.heal(proxy.apply(servers)::restore);
        };
    }

    /// Everything to and from a server takes longer.
    static Scenario.Fault<SingleMachine> slow(Function<SingleMachine, TestProxy> proxy, Duration by) {
        return (servers, stage) -> {
            proxy.apply(servers).slowBy(by);
            stage.last(Duration.ofSeconds(8));
            stage.feel();
            stage.heal(proxy.apply(servers)::restore);
        };
    }

    /// Power fails for everything at once.
    static void everythingKilled(SingleMachine servers, Stage stage) throws Exception {
        servers.mariaDb().machine().keepUndo();
        stage.awaitStored(A_WHILE);
        servers.replicas().forEach(replica -> replica.process().kill());
        servers.redis().kill();
        servers.mariaDb().cutPower();
        stage.awaitMissed(1);
        stage.heal(() -> {
            servers.mariaDb().process().start();
            servers.redis().start();
            servers.replicas().forEach(replica -> replica.process().start());
        });
    }
}
