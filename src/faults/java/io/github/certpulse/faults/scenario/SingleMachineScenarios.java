package io.github.certpulse.faults.scenario;

import io.github.certpulse.faults.scenario.ServerFaults.Target;
import io.github.certpulse.faults.server.MariaDb.Installation;
import io.github.certpulse.faults.server.SingleMachine;
import io.github.certpulse.faults.server.SingleMachine.Layout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything that happens to one database, one Redis and one or two replicas of the service.
final class SingleMachineScenarios {
    private static final Target SERVICE = SingleMachine::service;
    private static final Target DATABASE = SingleMachine::databaseProcess;
    private static final Target REDIS = SingleMachine::redis;
    private static final Layout ONE = Layout.USUAL;
    private static final Layout TWO = Layout.USUAL.withReplicas(2);
    private static final Layout MACHINE = ONE.withFailingDatabaseMachine();
    private static final Layout CLOCK = ONE.withFailingServiceMachine();
    private static final Duration SHORT = Duration.ofSeconds(5);
    /// Longer than the service waits for an answer: what was sent is executed afterwards.
    private static final Duration LONG = Duration.ofSeconds(16);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PART_OF_AN_HOUR = Duration.ofMinutes(20);
    private static final String NO_COMPILER = "there is no C compiler (cc), or this is not Linux";
    private final Installation installation;
    private final List<Scenario<SingleMachine>> all = new ArrayList<>();

    SingleMachineScenarios(Installation installation) {
        this.installation = installation;
    }

    List<Scenario<SingleMachine>> all() {
        ofTheService();
        ofTheDatabase();
        ofTheDatabasesMachine();
        ofRedis();
        return all;
    }

    private void ofTheService() {
        brief("service killed", ONE, ServerFaults.killed(SERVICE, 1));
        full("service killed three times", ONE, ServerFaults.killed(SERVICE, 3));
        brief("service killed between a batch and its answers", ONE, ServerFaults::killedBetweenBatchAndAnswers);
        full("service killed before a batch is committed", ONE, ServerFaults::killedBeforeTheCommit);
        full("service stopped", ONE, ServerFaults.stopped(SERVICE));
        full("service paused 5 s", ONE, ServerFaults.paused(SERVICE, SHORT));
        full("one of two replicas killed", TWO, ServerFaults.killed(SERVICE, 1));
        full("two replicas stopped one after another", TWO, ServerFaults::rolling);
        full("one of two replicas paused 16 s", TWO, ServerFaults.paused(SERVICE, LONG));
        full("service's clock 20 minutes forward and back", CLOCK, MachineFaults.serviceClock(PART_OF_AN_HOUR));
        full("service's clock 20 minutes back", CLOCK, MachineFaults.serviceClock(PART_OF_AN_HOUR.negated()));
    }

    private void ofTheDatabase() {
        brief("database killed", ONE, ServerFaults.killed(DATABASE, 1));
        full("database killed three times", ONE, ServerFaults.killed(DATABASE, 3));
        full("database killed, two replicas", TWO, ServerFaults.killed(DATABASE, 1));
        full("database stopped", ONE, ServerFaults.stopped(DATABASE));
        full("database paused 5 s", ONE, ServerFaults.paused(DATABASE, SHORT));
        full("database paused 16 s", ONE, ServerFaults.paused(DATABASE, LONG));
        full("database slow, 200 ms", ONE, ServerFaults.slow(SingleMachine::databaseProxy, Duration.ofMillis(200)));
        full("database refuses connections 5 s", ONE, ServerFaults.refusing(SingleMachine::databaseProxy, SHORT));
        brief("answers to batches lost", ONE, ServerFaults::repliesLost);
    }

    private void ofTheDatabasesMachine() {
        brief("power cut below the database", MACHINE, MachineFaults::cutPower);
        full("power cut for everything", MACHINE, ServerFaults::everythingKilled);
        full("disk full", MACHINE, MachineFaults::fillDisk);
        full("fsync takes 300 ms longer", MACHINE, MachineFaults::slowFsync);
        full("fsync fails", MACHINE, MachineFaults::failFsync);
        brief("database's clock set back an hour", MACHINE, MachineFaults.databaseClock(HOUR.negated()));
        full("database's clock set forward an hour", MACHINE, MachineFaults.databaseClock(HOUR));
        full("database's clock an hour forward and back", MACHINE, MachineFaults.databaseClockAndBack(HOUR));
    }

    private void ofRedis() {
        brief("Redis killed", ONE, ServerFaults.redisKilled(REDIS));
        full("Redis paused 5 s", ONE, ServerFaults.paused(REDIS, SHORT));
        full("Redis paused 16 s, two replicas", TWO, ServerFaults.paused(REDIS, LONG));
        full("Redis slow, 400 ms", ONE, ServerFaults.slow(SingleMachine::redisProxy, Duration.ofMillis(400)));
        full("Redis refuses connections 5 s", ONE, ServerFaults.refusing(SingleMachine::redisProxy, SHORT));
    }

    private void brief(String name, Layout layout, Scenario.Fault<SingleMachine> fault) {
        add(name, layout, fault, true);
    }

    private void full(String name, Layout layout, Scenario.Fault<SingleMachine> fault) {
        add(name, layout, fault, false);
    }

    private void add(String name, Layout layout, Scenario.Fault<SingleMachine> fault, boolean brief) {
        all.add(
                new Scenario<>(
                        name,
                        run -> SingleMachine.start(run, installation, layout),
                        fault,
                        Set.of(),
                        layout.isPossible() ? Optional.empty() : Optional.of(NO_COMPILER),
                        brief));
    }
}
