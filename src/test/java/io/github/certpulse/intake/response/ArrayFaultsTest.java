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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The database fails or is slow while several sheets come together: each outcome is true, and the client may send the
/// array again.
class ArrayFaultsTest {
    private static final String ARRAY = "/api/v1/responses";
    private static final String SCHOOL = "恩施职业技术学院";
    private static final int SHEETS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static TestProxy proxy;
    private static TestService service;
    private final Province province = Province.with(
            service,
            IntStream.range(0, SHEETS)
                    .mapToObj(number -> SCHOOL + ",高职,恩施市,,,证书%d,中级,120".formatted(number))
                    .toArray(String[]::new));
    private final Province.School school = province.school(SCHOOL);
    private final JsonNode array = Sheets.array(
            IntStream.range(0, SHEETS)
                    .mapToObj(number -> Sheets.teacher(school, school.certificate("证书%d".formatted(number))))
                    .map(sheet -> Sheets.identified(UUID.randomUUID(), sheet))
                    .toList());
    private final Visitor teacher = service.wechatUser();
    private final TestDatabase database = TestDatabase.of(service);

    @BeforeAll
    static void start() {
        proxy = new TestProxy(TestServers.shared().databasePort());
        service = TestService.start(
                proxy.port(),
                TestServers.shared().redisPort(),
                Map.of("retries.patience", Duration.ofSeconds(1), "sheets.patience", PATIENCE));
    }

    @AfterAll
    static void stop() {
        service.close();
        proxy.close();
    }

    @AfterEach
    void repair() {
        proxy.restore();
        database.change("drop trigger if exists fault");
        database.close();
        Awaitility.await().until(() -> service.stranger().get("/health/readiness").status() == 200);
    }

    @Test
    void asksForARetryOfEverySheetWhileTheDatabaseIsUnavailable() {
        proxy.cut();
        var start = System.nanoTime();
        var refused = teacher.post(ARRAY, array).expect(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.plusSeconds(6));
        assertThat(statuses(refused)).hasSize(SHEETS).containsOnly(503);
        var alone = teacher.put(ARRAY + "/" + UUID.randomUUID(), sheet(0)).expectProblem(503, "database-unavailable");
        for (var number = 0; number < SHEETS; number++) {
            assertThat(refused.at("outcomes.%d.problem".formatted(number))).isEqualTo(alone.json());
            assertThat(refused.number("outcomes.%d.retryAfter".formatted(number)))
                    .isEqualTo(Integer.parseInt(alone.header("retry-after")));
        }
        proxy.restore();
        sendUntilStored();
    }

    /// A full disk, a deadlock that does not end, a defect of the service.
    @ParameterizedTest
    @CsvSource({"1114, 503, database-unavailable", "1213, 503, database-unavailable", "1146, 500, internal"})
    void storesTheOthersWhereOneCannotBeStoredNow(int number, int status, String code) {
        fault("signal sqlstate 'HY000' set mysql_errno = %d, message_text = 'as the test has it'".formatted(number));
        var reply = teacher.post(ARRAY, array).expect(200);
        assertThat(statuses(reply)).containsExactly(201, 201, status, 201, 201, 201);
        assertThat(reply.string("outcomes.2.problem.code")).isEqualTo(code);
        database.change("drop trigger fault");
        assertThat(statuses(teacher.post(ARRAY, array))).containsExactly(200, 200, 201, 200, 200, 200);
    }

    @Test
    void doesNotTrySheetsWhoseTurnComesTooLate() {
        database.change(
                "create trigger fault before insert on response for each row set @slept = sleep(1.3)");
        var reply = teacher.post(ARRAY, array).expect(200);
        database.change("drop trigger fault");
        assertThat(statuses(reply)).startsWith(201).endsWith(503).isSorted();
        assertThat(rows()).isEqualTo(statuses(reply).stream().filter(status -> status == 201).count());
        sendUntilStored();
    }

    /// Of inserts for the third certificate.
    private void fault(String statement) {
        database.change(
                """
                        create trigger fault before insert on response for each row
                        if new.certificate_id = %d then %s; end if"""
                        .formatted(TestDatabase.id(school.certificate("证书2")), statement));
    }

    private void sendUntilStored() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> statuses(teacher.post(ARRAY, array)), all -> all.stream().allMatch(one -> one <= 201));
        assertThat(statuses(teacher.post(ARRAY, array))).containsOnly(200);
        assertThat(rows()).isEqualTo(SHEETS);
    }

    private JsonNode sheet(int number) {
        return Sheets.with(Reply.items(array.get("sheets")).get(number), "id", "null");
    }

    private long rows() {
        return school.certificates().values().stream().mapToLong(database::rows).sum();
    }

    private static List<Integer> statuses(Reply reply) {
        return reply.list("outcomes").stream().map(outcome -> outcome.get("status").getIntValue()).toList();
    }
}
