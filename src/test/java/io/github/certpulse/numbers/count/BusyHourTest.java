package io.github.certpulse.numbers.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.intake.stored.ResponseCounts;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.testing.CountedStatements;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.ShiftedClock;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The database's clock is set back by an hour in which responses came every second.
@Fast
class BusyHourTest {
    private static final int AN_HOUR = 3600;
    /// Two for each second would be 7,200.
    private static final int FEW = 60;
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final String certificate = province.school("甲校").certificate("物流管理");
    private final ShiftedClock clock = new ShiftedClock(service);
    private final CountedStatements statements = new CountedStatements(clock);
    private final FollowedCounts counts = new FollowedCounts(new ResponseCounts(new Database(statements)), 10_000);

    @AfterEach
    void close() {
        // The lane's other tests count them too.
        database.change("delete from response where certificate_id = ?", TestDatabase.id(certificate));
        database.close();
    }

    @Test
    void countsAreRightAgainAfterFewStatements() {
        database.storeUnannounced(certificate, 0);
        database.copyOverSeconds(certificate, AN_HOUR);
        sweep();
        assertThat(received()).isEqualTo(database.rows(certificate)).isGreaterThan(AN_HOUR);

        clock.setBack(AN_HOUR);
        database.storeUnannounced(certificate, AN_HOUR);
        var before = statements.number();
        counts.followAll();
        assertThat(counts.needsSweep()).isTrue();
        sweep();
        assertThat(statements.number() - before).isLessThan(FEW);
        assertThat(received()).isEqualTo(database.rows(certificate));

        database.storeUnannounced(certificate, AN_HOUR);
        counts.followRecent();
        assertThat(received()).isEqualTo(database.rows(certificate));
        assertThat(counts.needsSweep()).isFalse();
    }

    private void sweep() {
        counts.sweep().forEach(counts::correct);
    }

    private int received() {
        return counts.all()
                .get(TestDatabase.id(province.school("甲校").id()))
                .of(TestDatabase.id(certificate))
                .teachers();
    }
}
