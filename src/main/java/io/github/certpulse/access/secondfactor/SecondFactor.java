package io.github.certpulse.access.secondfactor;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// The second factor of an account, as it is stored.
///
/// @param keyId       the key with which it is sealed
/// @param sealed      the key of its codes
/// @param lastStep    the time step of the last code that was accepted
/// @param confirmedAt null until the person has shown a code
@MappedEntity("second_factor")
record SecondFactor(
        @Id long accountId,
        String keyId,
        byte[] sealed,
        long lastStep,
        Instant createdAt,
        @Nullable Instant confirmedAt) {}
