package io.github.certpulse.faults.schedule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.faults.schedule.SharedTrips.Work;
import io.github.certpulse.platform.sql.Batching;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Schedules of the queue in which sheets wait for a common commit, and readers of an index for a common look.
@Tag("faults")
class BatchingSchedulesTest {
    private static final int SCHEDULES = 300;

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
                .hasMessageContaining("caller");
    }

    /// With a mistake: an item waits where the next caller puts the own one.
    private static final class CarelessBatching implements Function<Integer, Integer> {
        private final Work work;
        private final Lock lock = new ReentrantLock();
        private volatile int waiting;

        CarelessBatching(Work work) {
            this.work = work;
        }

        @Override
        public Integer apply(Integer item) {
            waiting = item;
            lock.lock();
            try {
                return work.apply(List.of(waiting)).getFirst();
            } finally {
                lock.unlock();
            }
        }
    }
}
