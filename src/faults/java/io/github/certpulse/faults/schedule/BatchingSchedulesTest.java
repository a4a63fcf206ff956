package io.github.certpulse.faults.schedule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.faults.schedule.SharedTrips.Work;
import io.github.certpulse.platform.sql.Batching;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Schedules of the queue in which sheets wait for a common commit, and readers of an index for a common look.
@Tag("faults")
class BatchingSchedulesTest {
    private static final int SCHEDULES = 1000;

    @Test
    void callersGetTheirResultsAndBatchesComeOneAfterAnother() {
        Lincheck.runConcurrentTest(SCHEDULES, new SharedTrips(work -> new Batching<>(1, 2, work)::ask));
    }

    @Test
    void callersWhoDoNotWaitGetTheirResultsToo() {
        Lincheck.runConcurrentTest(SCHEDULES, new SharedTrips(work -> {
            var batching = new Batching<>(1, 2, work);
            return item -> batching.askLater(item, Runnable::run).toCompletableFuture().join();
        }));
    }

    @Test
    void aPlantedRaceIsFound() {
        assertThatThrownBy(() -> Lincheck.runConcurrentTest(SCHEDULES, new SharedTrips(CarelessBatching::new)))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("batches at once");
    }

    /// The same with a mistake: whether a batch may begin is decided and noted in two steps.
    private static final class CarelessBatching implements Function<Integer, Integer> {
        private final Work work;
        private final AtomicBoolean underWay = new AtomicBoolean();

        CarelessBatching(Work work) {
            this.work = work;
        }

        @Override
        public Integer apply(Integer item) {
            while (underWay.get()) {
                Thread.yield();
            }
            underWay.set(true);
            var results = work.apply(List.of(item));
            underWay.set(false);
            return results.getFirst();
        }
    }
}
