package io.github.certpulse.numbers.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.data.exceptions.DataAccessException;
import org.junit.jupiter.api.Test;

class FollowerTest {
    private final Follower follower = new Follower("The test");
    private final Follower.Sweeps sweeps = follower.new Sweeps();

    @Test
    void sweepsFirstAndThenPauses() {
        assertThat(sweeps.isDue()).isTrue();
        assertThat(sweeps.run(() -> "swept")).isEqualTo("swept");
        assertThat(sweeps.isDue()).isFalse();
    }

    @Test
    void sweepsAtOnceAfterTheDatabaseHasFailed() {
        sweeps.run(() -> "swept");
        follower.step(FollowerTest::fail);
        assertThat(sweeps.isDue()).isTrue();
        sweeps.run(() -> "swept");
        assertThat(sweeps.isDue()).isFalse();
    }

    @Test
    void sweepsAgainAfterASweepThatFailed() {
        sweeps.run(() -> "swept");
        follower.step(() -> sweeps.run(FollowerTest::fail));
        assertThat(sweeps.isDue()).isTrue();
    }

    @Test
    void passesOnOtherFailures() {
        assertThatThrownBy(() -> follower.step(() -> {
            throw new IllegalStateException("a mistake");
        })).hasMessage("a mistake");
    }

    private static String fail() {
        throw new DataAccessException("The database is silent");
    }
}
