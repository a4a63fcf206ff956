package io.github.certpulse.numbers.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.intake.stored.ResponseCounts;
import io.github.certpulse.numbers.count.SchoolCounts.Received;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.ShiftedClock;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The counts of the follower, whatever happens in the table.
@Fast
class FollowedCountsTest {
    private static final int AN_HOUR = 3600;
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private final TestDatabase other = TestDatabase.of(service);
    private final Province province =
            Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120", "甲校,高职,武汉市,,,老年照护,中级,80", "乙校,高职,武汉市,,,网店运营,中级,80");
    private final Province.School school = province.school("甲校");
    private final String certificate = school.certificate("物流管理");
    private final String elsewhere = province.school("乙校").certificate("网店运营");
    private final ShiftedClock clock = new ShiftedClock(service);
    private final FollowedCounts counts = new FollowedCounts(new ResponseCounts(new Database(clock)), 1);

    @AfterEach
    void close() {
        database.close();
        other.close();
    }

    @Test
    void addWhatArrivesOnce() {
        sweep();
        database.storeUnannounced(certificate, 0);
        assertReceivedAfter(counts::followRecent, 1);
        assertReceivedAfter(counts::followRecent, 1);
        assertReceivedAfter(counts::followAll, 1);
        database.storeUnannounced(certificate, 0);
        database.storeUnannounced(certificate, 0);
        assertReceivedAfter(counts::followAll, 3);
        assertReceivedAfter(counts::followRecent, 3);
        assertThat(sweep()).isZero();
        assertThat(received()).isEqualTo(3);
    }

    @Test
    void countAPersonOnceForAllCertificates() {
        sweep();
        var person = service.wechatUser();
        for (var each : List.of(certificate, school.certificate("老年照护"))) {
            person.put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, each)).expect(201);
            counts.followRecent();
        }
        service.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.student(school, certificate))
                .expect(201);
        counts.followRecent();
        var expected = new SchoolCounts(
                Map.of(
                        TestDatabase.id(certificate),
                        new Received(1, 1),
                        TestDatabase.id(school.certificate("老年照护")),
                        new Received(1, 0)),
                new Received(1, 1));
        assertThat(own()).isEqualTo(expected);
        assertThat(sweep()).isZero();
        var another = new FollowedCounts(new ResponseCounts(new Database(clock)), 10_000);
        another.sweep().forEach(another::correct);
        assertThat(another.all()).isEqualTo(counts.all()).containsEntry(TestDatabase.id(school.id()), expected);
    }

    @Test
    void addALateCommitThatIsNoLongerRecentAtTheNextLookAtAll() {
        sweep();
        database.storeUnannounced(certificate, 0);
        database.storeUnannounced(certificate, 10);
        assertReceivedAfter(counts::followRecent, 1);
        assertReceivedAfter(counts::followAll, 2);
        assertThat(sweep()).isZero();
    }

    @Test
    void addACommitThatIsLaterThanSettlingByASweep() {
        sweep();
        database.storeUnannounced(certificate, 60);
        assertReceivedAfter(counts::followAll, 0);
        assertThat(sweep()).isOne();
        assertReceivedAfter(counts::followAll, 1);
    }

    @Test
    void addWhatIsCommittedAfterOthersThatWereStoredLater() throws SQLException {
        sweep();
        other.connection().setAutoCommit(false);
        other.storeUnannounced(certificate, 0);
        database.storeUnannounced(certificate, 0);
        assertReceivedAfter(counts::followAll, 1);
        other.connection().commit();
        assertReceivedAfter(counts::followAll, 2);
    }

    @Test
    void areExactWhenResponsesArriveDuringASweep() {
        for (var row = 0; row < 3; row++) {
            database.storeUnannounced(certificate, AN_HOUR);
        }
        // The first sweep reads the schools, the second compares them.
        for (var sweep = 0; sweep < 2; sweep++) {
            var before = database.rows(certificate);
            for (var slice : counts.sweep()) {
                database.storeUnannounced(certificate, 0);
                database.storeUnannounced(certificate, 10);
                database.storeUnannounced(elsewhere, 0);
                counts.followRecent();
                database.storeUnannounced(certificate, 0);
                counts.correct(slice);
            }
            assertThat(database.rows(certificate)).isGreaterThan(before);
            assertReceivedAfter(counts::followAll, database.rows(certificate));
            assertThat(counts.all().get(TestDatabase.id(province.school("乙校").id())).persons().teachers())
                    .isEqualTo(database.rows(elsewhere));
        }
        assertThat(counts.areComplete()).isTrue();
        assertThat(sweep()).isZero();
    }

    @Test
    void leaveOutWhatWasRemovedAfterASweep() {
        database.storeUnannounced(certificate, AN_HOUR);
        database.storeUnannounced(certificate, 0);
        sweep();
        assertThat(received()).isEqualTo(2);
        counts.published();
        database.change("delete from response where certificate_id = ?", TestDatabase.id(certificate));
        counts.followAll();
        assertThat(sweep()).isZero();
        assertThat(counts.all()).doesNotContainKey(TestDatabase.id(school.id()));
        assertThat(counts.changes()).containsEntry(TestDatabase.id(school.id()), SchoolCounts.NONE);
        database.storeUnannounced(certificate, 0);
        assertReceivedAfter(counts::followAll, 1);
    }

    @Test
    void areRightAfterTheDatabasesClockWasSetBack() {
        database.storeUnannounced(certificate, AN_HOUR - 10);
        database.storeUnannounced(certificate, 0);
        sweep();
        assertThat(received()).isEqualTo(2);

        clock.setBack(AN_HOUR);
        database.storeUnannounced(certificate, AN_HOUR);
        counts.followRecent();
        assertThat(counts.needsSweep()).isTrue();
        assertThat(sweep()).isOne();
        assertThat(received()).isEqualTo(3);
        assertThat(counts.needsSweep()).isFalse();
        // What was counted before, with times that are still to come, is not counted again.
        database.storeUnannounced(certificate, AN_HOUR);
        assertReceivedAfter(counts::followRecent, 4);
        clock.setBack(AN_HOUR - 10);
        assertReceivedAfter(counts::followRecent, 4);
        // Written before the clock was set back, committed after.
        database.storeUnannounced(certificate, 1);
        assertReceivedAfter(counts::followAll, 5);
        assertThat(counts.needsSweep()).isFalse();
        assertThat(sweep()).isZero();

        clock.setBack(0);
        database.storeUnannounced(certificate, 0);
        assertReceivedAfter(counts::followRecent, 6);
        assertReceivedAfter(counts::followAll, 6);
        assertThat(sweep()).isZero();
    }

    /// The statement of the late response began before, with the time that was then.
    @Test
    void addACommitThatWasUnderWayWhenTheDatabasesClockWasSetForward() {
        sweep();
        counts.followAll();
        clock.setBack(-AN_HOUR);
        database.storeUnannounced(certificate, -AN_HOUR);
        assertReceivedAfter(counts::followAll, 1);
        counts.followAll();
        database.storeUnannounced(certificate, 0);
        assertReceivedAfter(counts::followAll, 2);
        assertThat(sweep()).isZero();
    }

    @Test
    void needNoSweepAfterTheClockWasSetBackByLessThanRowsTakeToSettle() {
        sweep();
        clock.setBack(5);
        database.storeUnannounced(certificate, 5);
        assertReceivedAfter(counts::followRecent, 1);
        assertThat(counts.needsSweep()).isFalse();
    }

    private int sweep() {
        return counts.sweep().stream().mapToInt(counts::correct).sum();
    }

    private SchoolCounts own() {
        return counts.all().getOrDefault(TestDatabase.id(school.id()), SchoolCounts.NONE);
    }

    private int received() {
        return own().of(TestDatabase.id(certificate)).teachers();
    }

    private void assertReceivedAfter(Runnable step, int number) {
        step.run();
        assertThat(received()).isEqualTo(number);
        assertThat(own().persons().teachers()).isEqualTo(number);
    }
}
