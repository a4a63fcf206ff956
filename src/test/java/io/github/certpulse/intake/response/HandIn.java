package io.github.certpulse.intake.response;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/// A teacher of a new school hands in a sheet while the database fails. Closing it ends every fault.
final class HandIn implements AutoCloseable {
    /// A text of the sheet.
    static final String MARK = "these words are stored, but nobody learns of it";
    static final String SCHOOL = "十堰职业技术学院";
    private final ProxiedService proxied;
    private final Province province;
    private final String certificate;
    private final TestDatabase database;
    private final Visitor teacher;
    private final String path = "/api/v1/responses/" + UUID.randomUUID();
    private final JsonNode sheet;

    HandIn(ProxiedService proxied) {
        this.proxied = proxied;
        this.province = Province.with(proxied.service(), SCHOOL + ",高职,十堰市,,,物流管理,中级,120");
        var school = province.school(SCHOOL);
        this.certificate = school.certificate("物流管理");
        this.database = TestDatabase.of(proxied.service());
        this.teacher = proxied.service().wechatUser();
        this.sheet = Sheets.with(Sheets.teacher(school, certificate), "answers.q21", "\"%s\"".formatted(MARK));
    }

    Province province() {
        return province;
    }

    String certificate() {
        return certificate;
    }

    /// Without the proxy.
    TestDatabase database() {
        return database;
    }

    JsonNode sheet() {
        return sheet;
    }

    Reply send() {
        return send(sheet);
    }

    /// Sends another sheet with the same id.
    Reply send(JsonNode other) {
        return teacher.put(path, other);
    }

    CompletableFuture<Reply> sendAside() {
        return aside(this::send);
    }

    static CompletableFuture<Reply> aside(Supplier<Reply> request) {
        return CompletableFuture.supplyAsync(request, Thread::startVirtualThread);
    }

    Reply sendUntilStored() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::send, reply -> reply.status() <= 201);
    }

    /// Another teacher sends the same answers.
    void sendByAnother() {
        proxied.service().wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
    }

    /// How often the sheet is stored.
    int stored() {
        return database.number(
                "select count(*) from response where id = unhex(replace(?, '-', ''))",
                path.substring(path.lastIndexOf('/') + 1));
    }

    /// From now on the database refuses every response with an error.
    ///
    /// @param number of the error
    void refuseResponses(int number) {
        database.change("""
                create trigger refusal before insert on response for each row
                signal sqlstate 'HY000' set mysql_errno = %d, message_text = 'as the test has it'""".formatted(number));
    }

    void takeResponsesAgain() {
        database.change("drop trigger refusal");
    }

    /// The database's numbers of the service's connections.
    List<String> connections() {
        return database.column(
                "select id from information_schema.processlist where db = ? and id <> connection_id()",
                proxied.service().database());
    }

    void endConnections() {
        connections().forEach(id -> database.change("kill " + id));
    }

    /// The reply to a request that the database kills while it waits for the campaign.
    ///
    /// @param kill the statement, without the number of the connection
    Reply killed(String kill, Supplier<Reply> request) throws SQLException {
        database.connection().setAutoCommit(false);
        database.column("select id from campaign where id = ? for update", TestDatabase.id(province.id()));
        var pending = aside(request);
        try (var killer = TestDatabase.of(proxied.service())) {
            Awaitility.await()
                    .until(() -> waiting(killer), found -> !found.isEmpty())
                    .forEach(id -> killer.change(kill + " " + id));
        } finally {
            database.connection().rollback();
            database.connection().setAutoCommit(true);
        }
        return pending.join();
    }

    private static List<String> waiting(TestDatabase database) {
        return database.column("""
                select trx_mysql_thread_id from information_schema.innodb_trx where trx_state = 'LOCK WAIT'""");
    }

    @Override
    public void close() {
        proxied.proxy().restore();
        database.close();
        Awaitility.await()
                .until(() -> proxied.service().stranger().get("/health/readiness").status() == 200);
    }
}
