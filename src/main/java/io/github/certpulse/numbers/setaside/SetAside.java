package io.github.certpulse.numbers.setaside;

import io.github.certpulse.platform.json.Json;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Responses that were set aside together.
///
/// @param criteria  the filter by which they were chosen, as JSON; null where they were named one by one
/// @param responses how many
/// @param setBy     the user name of who did it
/// @param undoneBy  null while it holds
@MappedEntity("set_aside")
public record SetAside(
        @Id long id,
        long campaignId,
        String reason,
        @Nullable String criteria,
        int responses,
        String setBy,
        Instant setAt,
        @Nullable String undoneBy,
        @Nullable Instant undoneAt) {

    /// The filter by which the responses were chosen; empty where they were named one by one.
    public Optional<JsonNode> filter() {
        try {
            return criteria == null ? Optional.empty()
                    : Optional.of(Json.read(criteria.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether it was not undone.
    public boolean holds() {
        return undoneAt == null;
    }
}
