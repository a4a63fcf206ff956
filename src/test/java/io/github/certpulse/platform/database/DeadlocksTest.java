package io.github.certpulse.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two transactions wait for each other, and the database ends the one that has changed less: the service's. The
/// service runs it again, and clients notice nothing.
@Fast
class DeadlocksTest {
    private static final String FIRST = "黄冈职业技术学院";
    private static final String SECOND = "咸宁职业技术学院";
    private static final List<String> ROSTER =
            List.of(FIRST + ",高职,黄冈市,,,物流管理,中级,120", SECOND + ",高职,咸宁市,,,物流管理,中级,80");
    private final TestService service = TestService.shared();
    private final Province province = Province.withQuota(service, "{}", ROSTER.toArray(String[]::new));
    private final long campaign = TestDatabase.id(province.id());
    private final TestDatabase other = TestDatabase.of(service);
    private final TestDatabase observer = TestDatabase.of(service);

    @BeforeEach
    void changeMoreInTheOtherTransaction() throws SQLException {
        other.change("create table if not exists much (number int not null primary key auto_increment)");
        other.connection().setAutoCommit(false);
        other.change("insert into much values " + String.join(",", Collections.nCopies(2_000, "(null)")));
    }

    @AfterEach
    void close() {
        other.close();
        observer.change("drop table if exists much");
        observer.close();
    }

    @Test
    void changesACampaignDespiteADeadlock() throws SQLException {
        var changed = duringADeadlock(
                """
                        select c.id from certificate c join school s on s.id = c.school_id
                         where s.campaign_id = %d for update""".formatted(campaign),
                () -> province.office().patch(province.path(), "{\"caps\":{\"perCertificate\":{\"teachers\":5}}}"),
                "select id from campaign where id = %d for update".formatted(campaign));
        assertThat(changed.expect(200).number("caps.perCertificate.teachers")).isEqualTo(5);
        assertThat(audited("campaign-changed", province.id())).isOne();
    }

    @Test
    void importsARosterDespiteADeadlock() throws SQLException {
        var imported = duringADeadlock(
                "select id from school where campaign_id = %d for update".formatted(campaign),
                () -> province.importRoster(
                        ROSTER.getFirst().replace("黄冈市", "武汉市"),
                        SECOND + ",高职,咸宁市,,,老年照护,初级,80"),
                "select id from campaign where id = %d for update".formatted(campaign));
        assertThat(imported.expect(200).number("certificates")).isEqualTo(2);
        assertThat(province.schoolList()).extracting(school -> school.get("city").getStringValue())
                .containsExactly("武汉市", "咸宁市");
        // The campaign's first import, and this one.
        assertThat(audited("roster-imported", province.id())).isEqualTo(2);
    }

    @Test
    void declaresCompletionDespiteADeadlock() throws SQLException {
        var clerk = province.clerk(FIRST);
        var school = TestDatabase.id(province.school(FIRST).id());
        var declared = duringADeadlock(
                "insert into completion (school_id, completed_at, receipt) values (%d, utc_timestamp(6), 'taken back')"
                        .formatted(school),
                () -> clerk.post("/api/v1/school/completion", ""),
                "select id from school where id = %d for update".formatted(school));
        assertThat(declared.expect(201).string("receipt")).isNotBlank();
        assertThat(audited("completion-declared", province.school(FIRST).id())).isOne();
    }

    @Test
    void opensAccountsDespiteADeadlock() throws SQLException {
        var schools = province.schoolList()
                .stream()
                .map(school -> TestDatabase.id(school.get("id").getStringValue()))
                .toList();
        var opened = duringADeadlock(
                "select id from school where id = %d for update".formatted(schools.getLast()),
                () -> province.office().post(province.path() + "/accounts", "", "Accept", "text/csv"),
                "select id from account where school_id = %d for update".formatted(schools.getFirst()));
        assertThat(opened.expect(200).text().lines()).hasSize(3);
        assertThat(audited("accounts-opened", province.id())).isOne();
    }

    /// Runs a request in a deadlock: the other transaction locks the rows that the service needs second, then requests
    /// those that the service has locked by then.
    private Reply duringADeadlock(String locked, Supplier<Reply> request, String requested) throws SQLException {
        var before = deadlocks();
        execute(locked);
        var reply = CompletableFuture.supplyAsync(request, Thread::startVirtualThread);
        Awaitility.await().until(() -> observer.number("""
                select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'""") == 1);
        execute(requested);
        other.connection().rollback();
        assertThat(deadlocks()).isGreaterThan(before);
        return reply.join();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = other.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    private int deadlocks() {
        return observer.number("select `count` from information_schema.innodb_metrics where name = 'lock_deadlocks'");
    }

    private int audited(String action, String target) {
        return observer.number("select count(*) from audit where action = ? and target = ?", action, target);
    }
}
