package io.github.certpulse.survey.completion;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// A school's declaration that its survey is complete.
///
/// @param receipt for the school's files; with it, anybody can verify the declaration
@MappedEntity
public record Completion(@Id long schoolId, Instant completedAt, String receipt) {}
