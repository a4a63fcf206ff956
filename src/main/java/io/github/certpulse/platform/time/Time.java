package io.github.certpulse.platform.time;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// The service's clock and its users' time zone.
@Factory
public class Time {
    /// The time zone of the whole of China.
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// The clock of the whole service; tests replace it.
    @Singleton
    public Clock clock() {
        return Clock.systemUTC();
    }

    /// An instant as the API shows it: ISO-8601 with China's offset, milliseconds.
    public static OffsetDateTime shown(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atZone(ZONE).toOffsetDateTime();
    }
}
