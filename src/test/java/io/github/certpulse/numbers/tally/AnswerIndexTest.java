package io.github.certpulse.numbers.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.intake.stored.ResponseReader;
import io.github.certpulse.numbers.answer.ResponseRows;
import io.github.certpulse.numbers.arrival.Registered;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.ShiftedClock;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How the index follows the table.
@Fast
class AnswerIndexTest {
    private static final int AN_HOUR = 3600;
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final String certificate = province.school("甲校").certificate("物流管理");
    private final ShiftedClock clock = new ShiftedClock(service);
    private final AnswerIndex index = index();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void holdsAResponseThatBecameVisibleLate() {
        database.storeUnannounced(certificate, 10);
        assertThat(index.follow()).isTrue();
        assertThat(rows(index)).isEqualTo(1);
        assertThat(index.follow()).isTrue();
        assertThat(rows(index)).isEqualTo(1);
        assertThat(index.isComplete()).isTrue();
    }

    @Test
    void lacksAResponseThatBecameVisibleVeryLate() {
        database.storeUnannounced(certificate, 60);
        assertThat(index.follow()).isTrue();
        assertThat(rows(index)).isZero();
        assertThat(index.isComplete()).isFalse();
        assertThat(rows(index())).isEqualTo(1);
    }

    @Test
    void holdsWhatWasCommittedBeforeTheCallWhenManyCallAtOnce() throws Exception {
        Callable<Integer> storesAndFollows = () -> {
            try (var own = TestDatabase.of(service)) {
                for (var row = 1; row <= 5; row++) {
                    own.storeUnannounced(certificate, 0);
                    var committed = own.rows(certificate);
                    assertThat(index.follow()).isTrue();
                    assertThat(rows(index)).isGreaterThanOrEqualTo(committed);
                }
            }
            return rows(index);
        };
        var callers = 8;
        try (var threads = Executors.newFixedThreadPool(callers)) {
            for (var caller : threads.invokeAll(Stream.generate(() -> storesAndFollows).limit(callers).toList())) {
                assertThat(caller.get()).isLessThanOrEqualTo(5 * callers);
            }
        }
        assertThat(rows(index)).isEqualTo(5 * callers);
    }

    @Test
    void mustBeBuiltAgainAfterTheDatabasesClockWasSetBack() {
        database.storeUnannounced(certificate, 0);
        assertThat(index.follow()).isTrue();
        clock.setBack(AN_HOUR);
        database.storeUnannounced(certificate, AN_HOUR);
        assertThat(index.follow()).isFalse();
        var again = index();
        assertThat(rows(again)).isEqualTo(2);
        database.storeUnannounced(certificate, AN_HOUR);
        assertThat(again.follow()).isTrue();
        assertThat(rows(again)).isEqualTo(3);
        assertThat(again.isComplete()).isTrue();
    }

    private AnswerIndex index() {
        return new AnswerIndex(
                TestDatabase.id(province.id()),
                new Registered(Map.of()),
                service.bean(ResponseRows.class),
                new ResponseReader(new Database(clock)));
    }

    private static int rows(AnswerIndex index) {
        return index.reading(() -> rows(index.columnsOf(Role.TEACHER)));
    }

    private static int rows(List<AnswerColumns> versions) {
        return versions.stream().mapToInt(AnswerColumns::rows).sum();
    }
}
