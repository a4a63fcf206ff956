package io.github.certpulse.account;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// Somebody of the office or a school's clerk.
///
/// @param role       one of [io.github.certpulse.shared.Rights]
/// @param schoolId   a clerk's school; null for the office
/// @param generation a number that the good tokens name, drawn anew with each password; see [StaffTokens]
@MappedEntity
public record Account(
        @Id long id,
        String username,
        String role,
        @Nullable Long schoolId,
        String passwordHash,
        boolean mustChangePassword,
        int generation,
        Instant createdAt) {}
