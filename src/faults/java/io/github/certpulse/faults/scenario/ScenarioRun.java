package io.github.certpulse.faults.scenario;

import io.github.certpulse.faults.check.CountWatch;
import io.github.certpulse.faults.check.Finding;
import io.github.certpulse.faults.check.Findings;
import io.github.certpulse.faults.check.LiveWatch;
import io.github.certpulse.faults.check.Responses;
import io.github.certpulse.faults.check.Vitals;
import io.github.certpulse.faults.people.Attempt;
import io.github.certpulse.faults.people.Journal;
import io.github.certpulse.faults.people.Rush;
import io.github.certpulse.faults.people.Survey;
import io.github.certpulse.faults.server.RunDirectory;
import io.github.certpulse.faults.server.Servers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// Carries out one scenario: servers, load, fault, healing, checks.
final class ScenarioRun<S extends Servers> {
    /// What must be right again within this time of healing.
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /// How long a late repair is waited for, so that the report can say how late it was.
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WARM_UP = 200;
    private static final int STORED_AFTER_HEALING = 100;
    private static final long MILLIS_BETWEEN = 100;
    private final Scenario<S> scenario;
    private final Findings findings = new Findings();
    private OptionalDouble answeredAfter = OptionalDouble.empty();
    private OptionalDouble countedAfter = OptionalDouble.empty();
    private Optional<Vitals> before = Optional.empty();
    private Optional<Vitals> after = Optional.empty();
    private Duration pause = Duration.ZERO;
    private long acknowledged;

    private ScenarioRun(Scenario<S> scenario) {
        this.scenario = scenario;
    }

    /// @param run    an own directory of this run
    /// @param report where the journal is kept
    static <S extends Servers> Outcome of(Scenario<S> scenario, RunDirectory run, Path report) {
        return new ScenarioRun<>(scenario).carryOut(run, report);
    }

    private Outcome carryOut(RunDirectory run, Path report) {
        try {
            var servers = scenario.start().apply(run);
            try (var journal = new Journal(report)) {
                happen(servers, journal);
            } finally {
                servers.close();
            }
        } catch (Exception failure) {
            failure.printStackTrace();
            findings.add(Finding.BROKEN, failure.toString());
        }
        return new Outcome(scenario, findings, acknowledged, pause, answeredAfter, countedAfter, before, after);
    }

    private void happen(S servers, Journal journal) throws Exception {
        var survey = Survey.at(servers.replicas().getFirst().address());
        var rush = Rush.start(servers, survey, journal);
        try (
                var counts = CountWatch.start(servers, survey, findings);
                var live = LiveWatch.start(servers, survey, findings)) {
            var stage = new Stage(rush);
            stage.awaitStored(WARM_UP);
            before = Optional.of(Vitals.of(servers));
            rush.pulse().begin();
            scenario.fault().happen(servers, stage);
            var healed = stage.healedAt().orElseGet(System::nanoTime);
            if (stage.healedAt().isEmpty() || !stage.isFelt()) {
                findings.add(Finding.NOT_FELT, scenario.name());
            }
            var moved = stored(rush);
            awaitAnswers(rush, healed, moved);
            rush.close();
            rush.failures().forEach(failure -> findings.add(Finding.BROKEN, failure.toString()));
            awaitCounts(counts, live, healed);
            counts.checkCaps();
        } finally {
            rush.close();
        }
        pause = rush.pulse().longestPause();
        servers.maxPause()
                .filter(most -> pause.compareTo(most) > 0)
                .ifPresent(most -> findings.add(Finding.PAUSED, "%s, at most %s".formatted(pause, most)));
        check(servers, journal);
    }

    private static int stored(Rush rush) {
        return rush.pulse().stored();
    }

    private void awaitAnswers(Rush rush, long healed, int storedBefore) throws InterruptedException {
        while (stored(rush) < storedBefore + STORED_AFTER_HEALING && since(healed).compareTo(PATIENCE) < 0) {
            Thread.sleep(MILLIS_BETWEEN);
        }
        var first = rush.pulse().firstSinceWatch();
        if (first.isPresent()) {
            answeredAfter = OptionalDouble.of(first.getAsLong() / 1e9);
        }
        if (first.isEmpty() || first.getAsLong() > LIMIT.toNanos()) {
            findings.add(Finding.NOT_ANSWERING, "after healing: " + answeredAfter);
        }
    }

    private void awaitCounts(CountWatch counts, LiveWatch live, long healed) throws InterruptedException {
        while (!(counts.isRight() && live.isRight()) && since(healed).compareTo(PATIENCE) < 0) {
            Thread.sleep(MILLIS_BETWEEN);
        }
        var time = since(healed);
        if (time.compareTo(PATIENCE) < 0) {
            countedAfter = OptionalDouble.of(time.toNanos() / 1e9);
        }
        if (time.compareTo(LIMIT) > 0) {
            findings.add(
                    Finding.COUNTS_LATE,
                    "%s, live %s, %s".formatted(countedAfter, live.isRight(), counts.differences()));
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private void check(S servers, Journal journal) throws SQLException {
        var attempts = journal.read();
        acknowledged = attempts.stream().filter(Attempt::isAcknowledged).map(Attempt::id).distinct().count();
        try (var database = servers.database()) {
            Responses.check(attempts, database, findings, servers.repeatRequests());
        }
        servers.difference().ifPresent(difference -> findings.add(Finding.COPIES_DIFFER, difference));
        var lastVitals = Vitals.of(servers);
        after = Optional.of(lastVitals);
        var first = before.orElseThrow();
        if (!lastVitals.hasThreadsLike(first)) {
            findings.add(Finding.THREADS, "%s before, %s after".formatted(first, lastVitals));
        }
        if (!lastVitals.hasHeapLike(first)) {
            findings.add(Finding.HEAP, "%s before, %s after".formatted(first, lastVitals));
        }
    }
}
