package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Province;
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

/// The database changes over to another server: what is under way waits for it.
class ChangeOverTest {
    private static final String SCHOOL = "十堰职业技术学院";
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static TestProxy proxy;
    private static TestService service;
    private final Province province = Province.with(service, SCHOOL + ",高职,十堰市,,,物流管理,中级,120");
    private final Province.School school = province.school(SCHOOL);
    private final String certificate = school.certificate("物流管理");
    private final TestDatabase database = TestDatabase.of(service);
    private final Visitor teacher = service.wechatUser();
    private final String path = "/api/v1/responses/" + UUID.randomUUID();
    private final JsonNode sheet = Sheets.teacher(school, certificate);

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
    }

    /// A writer of a cluster is replaced: a sheet that is handed in meanwhile waits.
    @Test
    void waitsForTheEndOfAShortOutage() {
        proxy.cut();
        var waiting = CompletableFuture.supplyAsync(() -> teacher.put(path, sheet), Thread::startVirtualThread);
        Awaitility.await().during(PATIENCE.dividedBy(4)).until(() -> !waiting.isDone());
        proxy.restore();
        waiting.join().expect(201);
        assertThat(database.rows(certificate)).isOne();
    }

    /// The other node of a cluster became the writer, but connections to the old one are still open.
    @Test
    void leavesAServerThatDoesNotWriteAnyMore() {
        var before = connections();
        assertThat(before).isNotEmpty();
        database.change("""
                create trigger refusal before insert on response for each row
                signal sqlstate 'HY000' set mysql_errno = 1290, message_text = 'as the test has it'""");
        try {
            teacher.put(path, sheet).expectProblem(503, "database-unavailable");
        } finally {
            database.change("drop trigger refusal");
        }
        assertThat(connections()).doesNotContainSequence(before);
        teacher.put(path, sheet).expect(201);
    }

    @Test
    void changesACampaignAlthoughItsConnectionIsLostInTheMiddle() throws SQLException {
        database.connection().setAutoCommit(false);
        database.column("select id from campaign where id = ? for update", TestDatabase.id(province.id()));
        var pending = CompletableFuture.supplyAsync(
                () -> province.office().patch(province.path(), "{\"title\":\"改名\"}"),
                Thread::startVirtualThread);
        try (var killer = TestDatabase.of(service)) {
            Awaitility.await()
                    .until(() -> waiting(killer), found -> !found.isEmpty())
                    .forEach(id -> killer.change("kill " + id));
        } finally {
            database.connection().rollback();
            database.connection().setAutoCommit(true);
        }
        pending.join().expect(200);
        assertThat(
                database.number(
                        "select count(*) from audit where action = 'campaign-changed' and target = ?",
                        province.id()))
                .isOne();
    }

    private List<String> connections() {
        return database.column(
                "select id from information_schema.processlist where db = ? and id <> connection_id()",
                service.database());
    }

    private static List<String> waiting(TestDatabase database) {
        return database.column("""
                select trx_mysql_thread_id from information_schema.innodb_trx where trx_state = 'LOCK WAIT'""");
    }
}
