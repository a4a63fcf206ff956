package io.github.certpulse.platform.database;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// An instant that may lie far ahead, written as a date and a time in UTC. Of an [Instant] itself the driver makes a
/// timestamp, which ends in January 2038 for MariaDB: what is later would be stored as NULL.
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
