package io.github.certpulse.survey.entry;

import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// The entry code of a school for one role.
///
/// @param valid 1 while the code is valid, null after it was replaced
@MappedEntity
public record Entry(@Id String code, long schoolId, Role role, @Nullable Integer valid, Instant createdAt) {}
