package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.intake.storing.ResponseStore;
import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The database freezes during submissions (SIGSTOP) and continues later with all pending statements.
@Tag("faults")
class FrozenDatabaseTest {
    private static final String SCHOOL = "随州职业技术学院";
    private static final int PEOPLE = 12;
    private static final String SLEEPING =
            "select count(*) from information_schema.processlist where db = ? and state = 'User sleep'";
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, SCHOOL + ",高职,随州市,,,老年照护,初级,80");
    private final Province.School school = province.school(SCHOOL);
    private final String certificate = school.certificate("老年照护");
    private final JsonNode sheet = Sheets.teacher(school, certificate);
    private final List<String> paths = Stream.generate(FrozenDatabaseTest::path).limit(PEOPLE).toList();
    private final TestDatabase database = TestDatabase.of(service);

    @AfterEach
    void close() {
        database.change("drop trigger if exists slow");
        database.close();
    }

    @Test
    void answersInTimeAndCountsEveryResponseExactlyOnce() throws Exception {
        var crowd = Crowd.of(service, PEOPLE);
        var clerk = province.clerk(SCHOOL);
        try (var other = TestDatabase.of(service)) {
            assertCounted(0);
            letSheetsTakeLong();
            // A transaction that commits more than 20 seconds after it wrote its row, when such rows count as settled.
            other.connection().setAutoCommit(false);
            other.storeUnannounced(certificate, 15);
            var refused = crowd.start(
                    PEOPLE,
                    (person, number) -> refusedInTime(() -> person.put(paths.get(number), sheet)));
            Awaitility.await()
                    .until(() -> database.number(SLEEPING, service.database()) == ResponseStore.MAX_AT_ONCE);
            CompletableFuture<Void> commit;
            try (var _ = TestServers.shared().freezeDatabase()) {
                commit = CompletableFuture.runAsync(() -> commit(other), Thread::startVirtualThread);
                refused.replies();
                refusedInTime(() -> clerk.get("/api/v1/school/progress"));
                assertThat(commit).isNotDone();
            }
            commit.join();
            // The pending statements are stored now, although their senders were asked to try again.
            Awaitility.await().until(() -> database.rows(certificate) > 1);
            database.change("drop trigger slow");
            crowd.atOnce(
                    (person, number) -> Awaitility.await()
                            .atMost(Duration.ofSeconds(10))
                            .until(() -> person.put(paths.get(number), sheet), reply -> reply.status() <= 201));
            crowd.atOnce((person, number) -> person.put(paths.get(number), sheet).expect(200));
            assertThat(database.rows(certificate)).isEqualTo(PEOPLE + 1);
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertCounted(PEOPLE + 1));
            var own = clerk.get("/api/v1/school/progress").expect(200);
            assertThat(own.number("certificates.0.teachers.received")).isEqualTo(PEOPLE + 1);
        }
    }

    /// So that the database has the statements, and has not finished them, when it freezes, however busy the machine
    /// is. A sleep whose time is over, or whose client is gone, ends, and the statement goes on.
    private void letSheetsTakeLong() {
        database.change(
                """
                        create trigger slow before insert on response for each row
                        if new.elapsed_seconds is not null and new.certificate_id = %d then
                            set @slept = sleep(10);
                        end if"""
                        .formatted(TestDatabase.id(certificate)));
    }

    private void assertCounted(int responses) {
        var office = province.office();
        var results = office.get(province.path() + "/results?role=TEACHER").expect(200);
        assertThat(results.number("respondents")).isEqualTo(responses);
        var progress = office.get(province.path() + "/progress?detail=certificates").expect(200);
        var received = progress.list("schools.0.certificates")
                .stream()
                .mapToInt(certificate -> Reply.at(certificate, "teachers.received").getIntValue());
        assertThat(received.sum()).isEqualTo(responses);
    }

    private static String path() {
        return "/api/v1/responses/" + UUID.randomUUID();
    }

    private interface Call {
        Reply made();
    }

    private static Reply refusedInTime(Call call) {
        var start = System.nanoTime();
        var refused = call.made().expectProblem(503, "database-unavailable");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(16));
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 30);
        return refused;
    }

    private static void commit(TestDatabase database) {
        try {
            database.connection().commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
