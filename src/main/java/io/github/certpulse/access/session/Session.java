package io.github.certpulse.access.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// One sign-in of an account, from then until the person signs out or eight hours have passed.
///
/// @param generation the account's generation when the person signed in; with another one the session is not valid
/// @param seenAt     when it was last used, to the minute
/// @param address    an [AddressHint]
/// @param endedAt    null while nobody has ended it
@MappedEntity("session")
public record Session(
        @Id long id,
        long accountId,
        int generation,
        Instant createdAt,
        Instant seenAt,
        Browser browser,
        String address,
        @Nullable Instant endedAt) {}
