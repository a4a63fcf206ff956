package io.github.certpulse.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.intake.submission.GatheredSheets.Sent;
import io.github.certpulse.intake.submission.SubmissionResult.AlreadyAnswered;
import io.github.certpulse.intake.submission.SubmissionResult.Closed;
import io.github.certpulse.intake.submission.SubmissionResult.IdReused;
import io.github.certpulse.intake.submission.SubmissionResult.QuotaFull;
import io.github.certpulse.intake.submission.SubmissionResult.Receipt;
import io.github.certpulse.intake.submission.SubmissionResult.Repeated;
import io.github.certpulse.intake.submission.SubmissionResult.Stored;
import io.github.certpulse.intake.storing.ResponseStore;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.data.exceptions.DataAccessException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Sheets that wait are stored by one statement and one commit; each has an outcome of its own. The tests lock the
/// campaign, so that sheets gather.
class SharedCommitTest {
    private static final String SCHOOL = "咸宁职业技术学院";
    private static final String MARK = "the answer to the batch with these words is lost";
    private static TestProxy proxy;
    private static TestService service;
    private final Province province = Province.with(
            service,
            SCHOOL + ",高职,咸宁市,,,物流管理,中级,120",
            SCHOOL + ",高职,咸宁市,,,老年照护,初级,80",
            SCHOOL + ",高职,咸宁市,,,母婴护理,初级,80");
    private final Province.School school = province.school(SCHOOL);
    private final String certificate = school.certificate("物流管理");
    private final String other = school.certificate("老年照护");
    private final TestDatabase database = TestDatabase.of(service);
    private final GatheredSheets gathering = new GatheredSheets(service, province);
    private final Sent known = sheet(certificate);
    private final Receipt receipt = ((Stored) gathering.submitted(known)).receipt();

    @BeforeAll
    static void start() {
        proxy = new TestProxy(TestServers.shared().databasePort());
        service = TestService
                .start(proxy.port(), TestServers.shared().redisPort(), Map.of("certpulse.rate-limits", "off"));
    }

    @AfterAll
    static void stop() {
        service.close();
        proxy.close();
    }

    @AfterEach
    void leave() {
        proxy.restore();
        gathering.close();
        database.close();
    }

    @Test
    void everySheetHasAnOutcomeOfItsOwn() {
        database.change("""
                create trigger refusal before insert on response for each row
                if new.elapsed_seconds = 666 then
                    signal sqlstate '22001' set mysql_errno = 1406, message_text = 'as the test has it';
                end if""");
        var twice = sheet(certificate);
        var withContact =
                sheet(certificate).with("contact", "{\"name\":\"王老师\",\"phone\":\"13800000000\"}");
        var unusual = List.of(
                known,
                known.with("elapsedSeconds", "215"),
                known.withNewId(),
                sheet(certificate).with("elapsedSeconds", "666"),
                twice,
                twice,
                twice.withNewId(),
                withContact);
        var outcomes = gathered(Stream.concat(unusual.stream(), sheets(certificate, 12)));
        database.change("drop trigger refusal");

        assertThat(outcomes.subList(0, 3))
                .containsExactly(new Repeated(receipt), new IdReused(), new AlreadyAnswered());
        assertThat(outcomes.get(3)).isInstanceOf(DataAccessException.class);
        var first = (Stored) outcomes.get(4);
        assertThat(outcomes.subList(5, 7)).containsExactly(new Repeated(first.receipt()), new AlreadyAnswered());
        assertThat(outcomes.subList(7, 20)).allMatch(Stored.class::isInstance);
        assertThat(database.rows(certificate)).isEqualTo(1 + 1 + 1 + 12);
        assertThat(
                database.number(
                        "select count(*) from left_contact where campaign_id = ?",
                        TestDatabase.id(province.id())))
                .isOne();
        assertThat(service.bean(MeterRegistry.class).get("certpulse.submissions.batch").summary().max())
                .isGreaterThan(10);
    }

    @Test
    void storesNothingOfABatchThatWaitedForTheEndOfTheCampaign() {
        var outcomes = gathered(
                Stream.concat(Stream.of(known), sheets(certificate, 10)),
                change("closes_at = '2021-01-01'"));

        assertThat(outcomes.getFirst()).isEqualTo(new Repeated(receipt));
        assertThat(outcomes.subList(1, 11)).containsOnly(new Closed());
        assertThat(database.rows(certificate)).isOne();
    }

    @Test
    void storesABatchThatWaitedForAnotherChangeOfTheCampaign() {
        var outcomes = gathered(sheets(certificate, 10), change("title = 'another'"));

        assertThat(outcomes).allMatch(Stored.class::isInstance);
        assertThat(database.rows(certificate)).isEqualTo(11);
    }

    @Test
    void givesTheLastPlacesOfABatchsCertificatesToAsManyAsThereAre() {
        province.change("{\"caps\":{\"perCertificate\":{\"teachers\":3}}}");
        gathering.submitted(sheet(certificate));
        var sheets = Stream.of(
                Stream.of(known, known.withNewId()),
                sheets(certificate, 6),
                sheets(other, 5)).flatMap(Function.identity()).toList();

        var outcomes = gathered(sheets.stream());

        assertThat(outcomes.subList(0, 2)).containsExactly(new Repeated(receipt), new AlreadyAnswered());
        assertThat(outcomes.subList(2, 8)).filteredOn(Stored.class::isInstance).hasSize(1);
        assertThat(outcomes.subList(2, 8)).filteredOn(new QuotaFull()::equals).hasSize(5);
        assertThat(outcomes.subList(8, 13)).filteredOn(Stored.class::isInstance).hasSize(3);
        assertThat(outcomes.subList(8, 13)).filteredOn(new QuotaFull()::equals).hasSize(2);
        for (var full : List.of(certificate, other)) {
            assertThat(database.rows(full)).isEqualTo(3);
            assertThat(database.number("select teachers_taken from certificate where id = ?", TestDatabase.id(full)))
                    .isEqualTo(3);
        }
    }

    /// The service looks which of them are stored.
    @Test
    void acknowledgesEverySheetOnceAlthoughTheDatabasesAnswerToTheirBatchIsLost() {
        var marked = sheet(certificate).with("answers.q21", "\"%s\"".formatted(MARK));
        var sheets = Stream.concat(Stream.of(marked), sheets(certificate, 9)).toList();
        proxy.loseAnswerTo(MARK);

        assertThat(gathered(sheets.stream())).hasSize(10).allMatch(Stored.class::isInstance);

        assertThat(database.rows(certificate)).isEqualTo(11);
        var receipts = sheets.stream().map(gathering::submitted).toList();
        assertThat(receipts).allMatch(Repeated.class::isInstance);
        assertThat(sheets.stream().map(gathering::submitted)).isEqualTo(receipts);
        assertThat(database.rows(certificate)).isEqualTo(11);
    }

    @Test
    void aChangeOfTheCampaignWaitsUntilABatchIsCommitted() throws SQLException {
        var sheet = sheet(certificate);
        database.connection().setAutoCommit(false);
        database.change("create temporary table copy select * from response where id = " + known.column());
        database.change("update copy set seq = seq - 1, respondent = repeat('x', 16), id = " + sheet.column());
        database.change("insert into response select * from copy");
        var batch = gathering.sent(sheet);
        gathering.awaitWaitingForLocks(1);

        try (var office = TestDatabase.of(service)) {
            var locked = "select id from campaign where id = ? for update nowait";
            assertThatThrownBy(() -> office.column(locked, TestDatabase.id(province.id())))
                    .hasRootCauseInstanceOf(SQLException.class);
            database.connection().rollback();
            assertThat(batch.join()).isInstanceOf(Stored.class);
            assertThat(office.column(locked, TestDatabase.id(province.id()))).hasSize(1);
        }
    }

    @Test
    void sheetsOfAnotherCampaignDoNotWaitForALockedOne() {
        var elsewhere = Province.with(service, SCHOOL + ",高职,咸宁市,,,物流管理,中级,120").school(SCHOOL);
        var outcomes = new ArrayList<SubmissionResult>();

        gathered(
                sheets(certificate, 10),
                _ -> outcomes.add(gathering.submitted(Sent.of(elsewhere, elsewhere.certificate("物流管理")))));

        assertThat(outcomes).singleElement().isInstanceOf(Stored.class);
    }

    private Consumer<TestDatabase> change(String setting) {
        return connection -> connection.change(
                "update campaign set revision = revision + 1, %s where id = ?".formatted(setting),
                TestDatabase.id(province.id()));
    }

    private List<Object> gathered(Stream<Sent> sheets) {
        return gathered(sheets, _ -> {});
    }

    private List<Object> gathered(Stream<Sent> sheets, Consumer<TestDatabase> meanwhile) {
        return gathering.outcomes(
                Sent.several(ResponseStore.MAX_AT_ONCE, school, school.certificate("母婴护理")),
                sheets.toList(),
                meanwhile);
    }

    private Stream<Sent> sheets(String of, int number) {
        return Sent.several(number, school, of);
    }

    private Sent sheet(String of) {
        return Sent.of(school, of);
    }
}
