package io.github.certpulse.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.testing.Fast;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.exceptions.TransactionSystemException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class RetriesTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(400);
    private final Retries patient = new Retries(LONG);
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private int runs;

    /// A deadlock, a row that has changed since it was read, a transaction rolled back at its commit.
    @ParameterizedTest
    @ValueSource(ints = {1213, 1020, 3101})
    void runsATransactionAgainThatTheDatabaseHasUndone(int number) {
        fail(Retries.MAX_TRIES - 1, () -> refusal(number));
        assertThat(patient.inOneRequest(this::work)).isEqualTo(Retries.MAX_TRIES);
    }

    @Test
    void givesUpAfterTheLastDeadlock() {
        fail(Retries.MAX_TRIES, () -> refusal(1213));
        assertThatThrownBy(() -> patient.inOneRequest(this::work)).hasRootCauseMessage("1213");
        assertThat(runs).isEqualTo(Retries.MAX_TRIES);
    }

    @Test
    void runsATransactionAgainWhoseCommitFailedInAGaleraCluster() {
        fail(1, () -> new TransactionSystemException("at the commit", new SQLException("1213", "40001", 1213)));
        assertThat(patient.inSteps(this::work)).isEqualTo(2);
    }

    /// A node without quorum, a read-only server, too many connections: nothing has been done.
    @ParameterizedTest
    @ValueSource(ints = {1047, 1290, 1792, 1836, 1874, 1040, 1203})
    void waitsUntilAServerAcceptsWhatItRefused(int number) {
        fail(7, () -> refusal(number));
        assertThat(patient.inOneRequest(this::work)).isEqualTo(8);
    }

    @Test
    void waitsUntilThereIsAConnection() {
        fail(7, () -> new DataAccessException("pool", new SQLTransientConnectionException("none in time")));
        assertThat(patient.inOneRequest(this::work)).isEqualTo(8);
    }

    @Test
    void doesNotRepeatARequestWhoseAnswerIsLostBecauseItMayBeCommitted() {
        fail(1, RetriesTest::lost);
        assertThatThrownBy(() -> patient.inOneRequest(this::work)).satisfies(
                ended -> assertThat(Retries.isLost((Exception) ended)).isTrue());
        assertThat(runs).isOne();
    }

    @Test
    void repeatsATransactionWhoseConnectionIsLostBeforeItsCommitButNotAtIt() {
        fail(1, RetriesTest::lost);
        assertThat(patient.inSteps(this::work)).isEqualTo(2);
        fail(1, () -> new TransactionSystemException("Could not commit JDBC transaction", lost().getCause()));
        assertThatThrownBy(() -> patient.inSteps(this::work)).isInstanceOf(TransactionSystemException.class);
        assertThat(runs).isEqualTo(3);
    }

    /// A lock that was not released in time, a full disk, a violated key, a defect.
    @ParameterizedTest
    @ValueSource(ints = {1205, 1114, 1062, 1146})
    void leavesEverythingElseToTheClient(int number) {
        fail(1, () -> refusal(number));
        assertThatThrownBy(() -> patient.inSteps(this::work)).hasRootCauseMessage(Integer.toString(number));
        assertThat(runs).isOne();
    }

    /// Otherwise requests would gather in a long outage.
    @Test
    void refusesAtOnceWhereAnOutageLastsAndWaitsAgainInTheNextOne() {
        var retries = new Retries(SHORT);
        fail(10_000, () -> refusal(1047));
        var start = System.nanoTime();
        assertThatThrownBy(() -> retries.inOneRequest(this::work)).hasRootCauseMessage("1047");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT.dividedBy(2), SHORT.multipliedBy(5));
        var before = runs;
        assertThatThrownBy(() -> retries.inOneRequest(this::work)).hasRootCauseMessage("1047");
        assertThat(runs).isEqualTo(before + 1);
        failures.clear();
        retries.inOneRequest(this::work);
        fail(1, () -> refusal(1047));
        assertThat(retries.inOneRequest(this::work)).isEqualTo(before + 4);
    }

    private int work() {
        runs++;
        var failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return runs;
    }

    private void fail(int times, Supplier<RuntimeException> failure) {
        failures.addAll(Collections.nCopies(times, failure.get()));
    }

    private static DataAccessException refusal(int number) {
        var text = Integer.toString(number);
        return new DataAccessException(text, new SQLException(text, number == 1047 ? "08S01" : "HY000", number));
    }

    private static DataAccessException lost() {
        return new DataAccessException("lost", new SQLNonTransientConnectionException("lost", "08S01", 0));
    }
}
