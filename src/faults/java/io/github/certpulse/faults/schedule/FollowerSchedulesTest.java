package io.github.certpulse.faults.schedule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.numbers.following.Follower;
import io.micronaut.data.exceptions.DataAccessException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Schedules of a sweep and of a failure that another thread meets: a failure that came after the sweep had begun must
/// cause another one, because the sweep may have read before the late commit that the failure announces.
@Tag("faults")
class FollowerSchedulesTest {
    private static final int SCHEDULES = 300;

    private interface Sweeping {
        void fail();

        /// Runs a sweep that notes when it reads.
        void sweep(Runnable reads);

        boolean isDue();
    }

    @Test
    void aFailureDuringASweepCausesAnother() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> check(new Real()));
    }

    @Test
    void aPlantedRaceIsFound() {
        assertThatThrownBy(() -> Lincheck.runConcurrentTest(SCHEDULES, () -> check(new Careless())))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("is forgotten");
    }

    private static void check(Sweeping sweeping) {
        // Before the failure, so that a sweep which does not see it yet has read too early.
        var failed = new AtomicInteger();
        var failedBeforeReading = new AtomicInteger();
        var failing = new Thread(() -> {
            failed.incrementAndGet();
            sweeping.fail();
        });
        failing.start();
        sweeping.sweep(() -> failedBeforeReading.set(failed.get()));
        SharedTrips.join(failing);
        if (failedBeforeReading.get() == 0 && !sweeping.isDue()) {
            throw new IllegalStateException("a failure after the sweep had read is forgotten");
        }
    }

    private static final class Real implements Sweeping {
        private final Follower follower = new Follower("The test");
        private final Follower.Sweeps sweeps = follower.new Sweeps();

        @Override
        public void fail() {
            follower.step(() -> {
                throw new DataAccessException("The database is silent");
            });
        }

        @Override
        public void sweep(Runnable reads) {
            sweeps.run(() -> {
                reads.run();
                return true;
            });
        }

        @Override
        public boolean isDue() {
            return sweeps.isDue();
        }
    }

    /// The same with a mistake: it looks for failures after the sweep instead of before.
    private static final class Careless implements Sweeping {
        private final AtomicInteger failures = new AtomicInteger();
        private int failuresBefore;

        @Override
        public void fail() {
            failures.incrementAndGet();
        }

        @Override
        public void sweep(Runnable reads) {
            reads.run();
            failuresBefore = failures.get();
        }

        @Override
        public boolean isDue() {
            return failuresBefore != failures.get();
        }
    }
}
