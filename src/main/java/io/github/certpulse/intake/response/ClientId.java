package io.github.certpulse.intake.response;

import java.util.Optional;
import java.util.UUID;

/// Ids that clients make themselves: of sheets and of sittings.
final class ClientId {
    private ClientId() {}

    /// Empty where the text is no UUID in its usual form (RFC 9562, 4), in letters of either case.
    static Optional<UUID> parse(String text) {
        try {
            // The parser also takes shorter groups of digits.
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
