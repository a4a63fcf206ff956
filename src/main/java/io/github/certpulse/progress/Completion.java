package io.github.certpulse.progress;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// A school's word that its survey is complete.
///
/// @param receipt for the school's files
@MappedEntity
record Completion(@Id long schoolId, Instant completedAt, String receipt) {}
