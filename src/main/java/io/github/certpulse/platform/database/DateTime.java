package io.github.certpulse.platform.database;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Stores an instant as a date and a time in UTC, so that it may lie after January 2038. The driver would send an
/// [Instant] as a timestamp, and MariaDB would store a later one as NULL.
@Singleton
public class DateTime implements AttributeConverter<Instant, LocalDateTime> {

    @Override
    public @Nullable LocalDateTime convertToPersistedValue(@Nullable Instant instant, ConversionContext context) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public @Nullable Instant convertToEntityValue(@Nullable LocalDateTime stored, ConversionContext context) {
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }
}
