package io.github.certpulse.intake.response;

import static io.github.certpulse.intake.response.HandIn.MARK;
import static io.github.certpulse.intake.response.ProxiedService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestProxy;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The database fails: the service acknowledges only what is stored, and a retry with the same id is safe.
class DatabaseFaultsTest {
    @AutoClose
    private static final ProxiedService PROXIED = ProxiedService.start();
    @AutoClose
    private final HandIn handIn = new HandIn(PROXIED);
    private final TestProxy proxy = PROXIED.proxy();
    private final TestDatabase database = handIn.database();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asksForARetryWhileTheDatabaseIsUnavailable(boolean entryIsRemembered) {
        if (entryIsRemembered) {
            handIn.sendByAnother();
        }
        proxy.cut();
        var start = System.nanoTime();
        expectRetry(handIn.send());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.plusSeconds(5));
        PROXIED.service().stranger().get("/health/readiness").expect(503);
        PROXIED.service().stranger().get("/health/liveness").expect(200);
        proxy.restore();
        assertThat(handIn.sendUntilStored().status()).isEqualTo(201);
        handIn.send().expect(200);
        assertThat(handIn.stored()).isOne();
    }

    @Test
    void answersARetryAsTheFirstTimeWhenTheAcknowledgementWasLost() {
        proxy.freezeAnswersTo(MARK);
        var first = handIn.sendAside();
        Awaitility.await().until(() -> handIn.stored() == 1);
        proxy.cut();
        first.join().expectProblem(503, "database-unavailable");
        proxy.restore();
        assertThat(handIn.sendUntilStored().status()).isEqualTo(200);
        assertThat(handIn.stored()).isOne();
    }

    /// The service itself stores it again.
    @Test
    void storesASheetThatWasLostBeforeTheCommit() {
        var withContact = Sheets.with(
                Sheets.with(handIn.sheet(), "contact.name", "\"王老师\""),
                "contact.phone",
                "\"13800000000\"");
        database.change("create trigger slow before insert on left_contact for each row set @slept = sleep(1)");
        try {
            var first = HandIn.aside(() -> handIn.send(withContact));
            Awaitility.await().until(() -> database.number("""
                    select count(*) from information_schema.innodb_trx where trx_rows_modified > 0""") > 0);
            handIn.endConnections();
            first.join().expect(201);
        } finally {
            database.change("drop trigger slow");
        }
        handIn.send(withContact).expect(200);
        assertThat(handIn.stored()).isOne();
        assertThat(
                database.number(
                        "select count(*) from left_contact where campaign_id = ?",
                        TestDatabase.id(handIn.province().id())))
                .isOne();
    }

    @Test
    void countsResponsesThatAreStoredAfterAnOutage() {
        var clerk = handIn.province().clerk(HandIn.SCHOOL);
        proxy.cut();
        clerk.get("/api/v1/school/progress").expectProblem(503, "database-unavailable");
        proxy.restore();
        database.storeUnannounced(handIn.certificate(), 20);
        assertThat(handIn.sendUntilStored().status()).isEqualTo(201);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(
                                clerk.get("/api/v1/school/progress").expect(200).number("total.teachers.received"))
                                .isEqualTo(2));
    }

    /// The database refuses with these error numbers, which stand for a full disk, a read-only database, …
    @ParameterizedTest
    @ValueSource(ints = {1114, 1021, 1030, 1290, 1836, 1792, 1205, 1213, 1020, 1047, 1053, 1317, 1927, 1969, 1040})
    void asksForARetryWhileTheDatabaseRefusesToWrite(int number) {
        handIn.refuseResponses(number);
        try {
            expectRetry(handIn.send());
        } finally {
            handIn.takeResponsesAgain();
        }
        handIn.send().expect(201);
        assertThat(handIn.stored()).isOne();
    }

    @Test
    void reportsADefectOfTheServiceAsAnInternalError() {
        handIn.refuseResponses(1146);
        try {
            handIn.send().expectProblem(500, "internal");
        } finally {
            handIn.takeResponsesAgain();
        }
    }

    /// A killed statement is not run again, the one of a killed connection is.
    @ParameterizedTest
    @CsvSource({"kill query, 503", "kill, 201"})
    void storesASheetWhoseStatementTheDatabaseKillsOrAsksForARetry(String kill, int status) throws SQLException {
        // From then on only the sheet's own statement waits.
        handIn.sendByAnother();
        handIn.killed(kill, handIn::send).expect(status);
        assertThat(handIn.sendUntilStored().status()).isLessThanOrEqualTo(201);
        assertThat(handIn.stored()).isOne();
    }

    /// A closed connection is noticed before it is used, or by its first use.
    @Test
    void continuesAfterTheDatabaseHasClosedAllConnections() {
        handIn.endConnections();
        handIn.send().expect(201);
        assertThat(handIn.stored()).isOne();
    }

    /// The service looks whether the sheet is stored.
    @Test
    void acknowledgesASheetWhenTheDatabasesAnswerIsLost() {
        proxy.loseAnswerTo(MARK);
        var first = handIn.send().expect(201);
        assertThat(handIn.send().expect(200).text()).isEqualTo(first.text());
        assertThat(handIn.stored()).isOne();
    }

    private static void expectRetry(Reply refused) {
        refused.expectProblem(503, "database-unavailable");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 30);
    }
}
