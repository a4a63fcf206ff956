package io.github.certpulse.testing;

import io.github.certpulse.platform.time.Time;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The service's clock in tests: real time plus an offset that a test sets.
@Singleton
@Requires(property = "certpulse.testing")
public class TestClock extends Clock {
    private volatile Duration moved;

    public TestClock(@Property(name = "test-clock.ahead", defaultValue = "0s") Duration ahead) {
        this.moved = ahead;
    }

    /// Moves the clock forward.
    public void moveOn(Duration duration) {
        moved = moved.plus(duration);
    }

    /// Returns to real time.
    public void reset() {
        moved = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(moved);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    /// Replaces the real clock.
    @Factory
    @Requires(property = "certpulse.testing")
    static class Replacement {

        @Singleton
        @Replaces(value = Clock.class, factory = Time.class)
        Clock clock(TestClock clock) {
            return clock;
        }
    }
}
