package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.lettuce.core.RedisClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The statements of a submission, from the database's log. An additional query in the usual case fails here.
class SingleRoundTripTest {
    private static final String SCHOOL = "鄂州职业大学";
    private static final int SHEETS = 20;
    private static final String CONTACT = "{\"name\":\"王老师\",\"phone\":\"13800000000\"}";
    private static TestService service;
    private static TestDatabase database;
    private final Province province = Province.with(service, SCHOOL + ",高职,鄂州市,,,物流管理,中级,120");
    private final Province.School school = province.school(SCHOOL);
    private final String certificate = school.certificate("物流管理");

    @BeforeAll
    static void start() {
        var redisPort = TestServers.shared().newRedis();
        var uri = "redis://127.0.0.1:" + redisPort;
        var client = RedisClient.create(uri);
        // Another replica counts, so that only submissions reach the database.
        client.connect().sync().set("certpulse:counts:lease", "another replica");
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        service = TestService.start(TestServers.shared().databasePort(), redisPort, Map.of("certpulse.redis.uri", uri));
        database = TestDatabase.of(service);
    }

    @AfterAll
    static void stop() {
        database.close();
        service.close();
    }

    @BeforeEach
    void listen() {
        submit(Crowd.of(service, SHEETS));
        database.change("set global log_output = 'TABLE'");
        database.change("truncate table mysql.general_log");
        database.change("set global general_log = on");
    }

    @AfterEach
    void stopListening() {
        database.change("set global general_log = off");
        database.change("set global log_output = 'FILE'");
    }

    @Test
    void storesAPlainSheetByOneStatementInOneRoundTrip() {
        submit(Crowd.of(service, SHEETS));
        assertThat(statements()).hasSize(SHEETS).allMatch(statement -> statement.startsWith("insert into response"));
    }

    @Test
    void storesASheetWithAContactInOneRoundTrip() {
        database.change("truncate table mysql.general_log");
        service.wechatUser()
                .put(
                        "/api/v1/responses/" + UUID.randomUUID(),
                        Sheets.with(Sheets.teacher(school, certificate), "contact", CONTACT))
                .expect(201);
        assertOneTransaction("insert into response", "insert into left_contact");
    }

    @Test
    void holdsACapInOneRoundTripWithoutCountingRows() {
        province.change("{\"caps\":{\"perCertificate\":{\"teachers\":500}}}");
        submit(Crowd.of(service, 1));
        database.change("truncate table mysql.general_log");
        submit(Crowd.of(service, 1));
        var few = assertOneTransaction("update certificate", "insert into response");
        assertThat(few).noneMatch(statement -> statement.contains("count(*)"));
        var takingAPlace = few.get(1);
        var reads = rowsRead(takingAPlace);
        assertThat(reads).isLessThanOrEqualTo(2);
        IntStream.range(0, 300).forEach(_ -> database.storeUnannounced(certificate, 0));
        assertThat(rowsRead(takingAPlace)).isEqualTo(reads);
        database.change("truncate table mysql.general_log");
        submit(Crowd.of(service, 1));
        assertOneTransaction("update certificate", "insert into response");
    }

    /// The statements of the service's connections since the log was emptied. The check of an idle connection and the
    /// preparation of a statement on a new one are left out, because they do not come with every sheet. The values in
    /// statements are bytes that are not UTF-8.
    private static List<String> statements() {
        return database.column(
                """
                        select trim(convert(g.argument using latin1)) from mysql.general_log g
                         where g.command_type in ('Query', 'Execute') and g.argument <> 'SELECT 1'
                           and g.thread_id in (select p.id from information_schema.processlist p
                                               where p.db = ? and p.id <> connection_id())
                         order by g.event_time""",
                service.database());
    }

    /// Returns the statements of the transaction. MariaDB's log has one line for statements that are sent together,
    /// MySQL's one for each.
    private static List<String> assertOneTransaction(String... beginnings) {
        var sent = statements();
        if (database.column("select version()").getFirst().contains("MariaDB")) {
            assertThat(sent).as("round trips").hasSize(1);
        }
        var statements = sent.stream().flatMap(together -> Stream.of(together.split(";"))).toList();
        var expected = Stream.of(Stream.of("start transaction"), Stream.of(beginnings), Stream.of("commit"))
                .flatMap(Function.identity())
                .toList();
        assertThat(statements)
                .zipSatisfy(expected, (statement, beginning) -> assertThat(statement).startsWith(beginning));
        return statements;
    }

    private static int rowsRead(String statement) {
        var first = handlerReads();
        var ofLooking = handlerReads() - first;
        var before = handlerReads();
        database.change(statement);
        return handlerReads() - before - ofLooking;
    }

    private static int handlerReads() {
        try (
                var statement = database.connection().createStatement();
                var counters = statement.executeQuery("show session status like 'Handler\\_read%'")) {
            var reads = 0;
            while (counters.next()) {
                reads += counters.getInt(2);
            }
            return reads;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void submit(Crowd crowd) {
        crowd.start(
                1,
                (person, _) -> person.put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, certificate))
                        .expect(201))
                .replies();
    }
}
