package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The database fails: the service acknowledges only what is stored, and a retry with the same id is safe.
class DatabaseFaultsTest {
    private static final String SCHOOL = "十堰职业技术学院";
    private static final String MARK = "these words are stored, but nobody learns of it";
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static TestProxy proxy;
    private static TestService service;
    private final Province province = Province.with(service, SCHOOL + ",高职,十堰市,,,物流管理,中级,120");
    private final Province.School school = province.school(SCHOOL);
    private final String certificate = school.certificate("物流管理");
    private final TestDatabase database = TestDatabase.of(service);
    private final Visitor teacher = service.wechatUser();
    private final String path = "/api/v1/responses/" + UUID.randomUUID();
    private final JsonNode sheet =
            Sheets.with(Sheets.teacher(school, certificate), "answers.q21", "\"%s\"".formatted(MARK));

    @BeforeAll
    static void start() {
        proxy = new TestProxy(TestServers.shared().databasePort());
        service = TestService
                .start(proxy.port(), TestServers.shared().redisPort(), Map.of("retries.patience", PATIENCE));
    }

    @AfterAll
    static void stop() {
        service.close();
        proxy.close();
    }

    @AfterEach
    void repairDatabase() {
        proxy.restore();
        database.close();
        Awaitility.await().until(() -> service.stranger().get("/health/readiness").status() == 200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asksForARetryWhileTheDatabaseIsUnavailable(boolean entryIsRemembered) {
        if (entryIsRemembered) {
            service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
        }
        proxy.cut();
        var start = System.nanoTime();
        expectRetry(teacher.put(path, sheet));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.plusSeconds(5));
        service.stranger().get("/health/readiness").expect(503);
        service.stranger().get("/health/liveness").expect(200);
        proxy.restore();
        assertThat(tryUntilStored().status()).isEqualTo(201);
        teacher.put(path, sheet).expect(200);
        assertStoredOnce();
    }

    @Test
    void answersARetryAsTheFirstTimeWhenTheAcknowledgementWasLost() {
        proxy.freezeAnswersTo(MARK);
        var first = CompletableFuture.supplyAsync(() -> teacher.put(path, sheet), Thread::startVirtualThread);
        Awaitility.await().until(() -> stored() == 1);
        proxy.cut();
        first.join().expectProblem(503, "database-unavailable");
        proxy.restore();
        assertThat(tryUntilStored().status()).isEqualTo(200);
        assertStoredOnce();
    }

    /// The service itself stores it again.
    @Test
    void storesASheetThatWasLostBeforeTheCommit() {
        var withContact =
                Sheets.with(Sheets.with(sheet, "contact.name", "\"王老师\""), "contact.phone", "\"13800000000\"");
        database.change("create trigger slow before insert on left_contact for each row set @slept = sleep(1)");
        try {
            var first = CompletableFuture.supplyAsync(() -> teacher.put(path, withContact), Thread::startVirtualThread);
            Awaitility.await().until(() -> database.number("""
                    select count(*) from information_schema.innodb_trx where trx_rows_modified > 0""") > 0);
            endConnections();
            first.join().expect(201);
        } finally {
            database.change("drop trigger slow");
        }
        teacher.put(path, withContact).expect(200);
        assertStoredOnce();
        assertThat(
                database.number(
                        "select count(*) from left_contact where campaign_id = ?",
                        TestDatabase.id(province.id())))
                .isOne();
    }

    @Test
    void countsResponsesThatAreStoredAfterAnOutage() {
        var clerk = province.clerk(SCHOOL);
        proxy.cut();
        clerk.get("/api/v1/school/progress").expectProblem(503, "database-unavailable");
        proxy.restore();
        database.storeUnannounced(certificate, 20);
        assertThat(tryUntilStored().status()).isEqualTo(201);
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
        refuseWith(number);
        try {
            expectRetry(teacher.put(path, sheet));
        } finally {
            database.change("drop trigger refusal");
        }
        teacher.put(path, sheet).expect(201);
        assertStoredOnce();
    }

    @Test
    void reportsADefectOfTheServiceAsAnInternalError() {
        refuseWith(1146);
        try {
            teacher.put(path, sheet).expectProblem(500, "internal");
        } finally {
            database.change("drop trigger refusal");
        }
    }

    /// A killed statement is not run again, the one of a killed connection is.
    @ParameterizedTest
    @CsvSource({"kill query, 503", "kill, 201"})
    void storesASheetWhoseStatementTheDatabaseKillsOrAsksForARetry(String kill, int status) throws SQLException {
        // From then on only the sheet's own statement waits.
        service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
        database.connection().setAutoCommit(false);
        database.column("select id from campaign where id = ? for update", TestDatabase.id(province.id()));
        var pending = CompletableFuture.supplyAsync(() -> teacher.put(path, sheet), Thread::startVirtualThread);
        try (var killer = TestDatabase.of(service)) {
            Awaitility.await()
                    .until(() -> waiting(killer), found -> !found.isEmpty())
                    .forEach(id -> killer.change(kill + " " + id));
        } finally {
            database.connection().rollback();
        }
        pending.join().expect(status);
        assertThat(tryUntilStored().status()).isLessThanOrEqualTo(201);
        assertStoredOnce();
    }

    /// A closed connection is noticed before it is used, or by its first use.
    @Test
    void continuesAfterTheDatabaseHasClosedAllConnections() {
        endConnections();
        teacher.put(path, sheet).expect(201);
        assertStoredOnce();
    }

    /// The service looks whether the sheet is stored.
    @Test
    void acknowledgesASheetWhenTheDatabasesAnswerIsLost() {
        proxy.loseAnswerTo(MARK);
        var first = teacher.put(path, sheet).expect(201);
        assertThat(teacher.put(path, sheet).expect(200).text()).isEqualTo(first.text());
        assertStoredOnce();
    }

    private static List<String> waiting(TestDatabase database) {
        return database.column("""
                select trx_mysql_thread_id from information_schema.innodb_trx where trx_state = 'LOCK WAIT'""");
    }

    private List<String> connections() {
        return database.column(
                "select id from information_schema.processlist where db = ? and id <> connection_id()",
                service.database());
    }

    private void endConnections() {
        connections().forEach(id -> database.change("kill " + id));
    }

    private void refuseWith(int number) {
        database.change("""
                create trigger refusal before insert on response for each row
                signal sqlstate 'HY000' set mysql_errno = %d, message_text = 'as the test has it'""".formatted(number));
    }

    private static void expectRetry(Reply refused) {
        refused.expectProblem(503, "database-unavailable");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 30);
    }

    private Reply tryUntilStored() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> teacher.put(path, sheet), reply -> reply.status() <= 201);
    }

    private int stored() {
        return database.number(
                "select count(*) from response where id = unhex(replace(?, '-', ''))",
                path.substring(path.lastIndexOf('/') + 1));
    }

    private void assertStoredOnce() {
        assertThat(stored()).isOne();
    }
}
