package io.github.certpulse.faults.scenario;

import io.github.certpulse.faults.people.Pulse;
import io.github.certpulse.faults.people.Rush;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/// What a fault sees of the load, and where it says that all is well again.
public final class Stage {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long MILLIS_BETWEEN = 5;
    private final Rush rush;
    private OptionalLong healedAt = OptionalLong.empty();
    private boolean felt;

    Stage(Rush rush) {
        this.rush = rush;
    }

    /// Waits until so many more sheets were acknowledged as stored now.
    public void awaitStored(int more) {
        var goal = pulse().stored() + more;
        await("%d more acknowledged sheets".formatted(more), () -> pulse().stored() >= goal);
    }

    /// Waits until so many more requests got no answer, or were asked to try again: the fault is felt.
    public void awaitMissed(int more) {
        var goal = pulse().misses() + more;
        await("%d more requests without success".formatted(more), () -> pulse().misses() >= goal);
        felt = true;
    }

    /// Says that the fault is felt, by other signs than missing answers.
    public void feel() {
        felt = true;
    }

    boolean isFelt() {
        return felt;
    }

    /// Waits for a condition, two minutes at most.
    ///
    /// @throws IllegalStateException if it does not come true
    public void await(String what, Callable<Boolean> condition) {
        if (!comesTrue(LIMIT, condition)) {
            throw new IllegalStateException("waited in vain for " + what);
        }
    }

    /// Waits for a condition, and says whether it came true in time.
    public boolean comesTrue(Duration limit, Callable<Boolean> condition) {
        var end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                Thread.sleep(MILLIS_BETWEEN);
            }
            return true;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// Lets the fault last.
    public void last(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    /// Sends sheets of new people at once, with a text by which a proxy knows them.
    public List<Thread> submitTogether(int number, String text) {
        return rush.submitTogether(number, text);
    }

    /// Ends the fault. From now on everything must be right again within 10 seconds.
    public void heal(Healing healing) throws Exception {
        healing.heal();
        pulse().watch();
        healedAt = OptionalLong.of(System.nanoTime());
    }

    /// What ends a fault.
    public interface Healing {
        void heal() throws Exception;
    }

    /// When, in the time of [System#nanoTime].
    OptionalLong healedAt() {
        return healedAt;
    }

    private Pulse pulse() {
        return rush.pulse();
    }
}
