package io.github.certpulse.platform.audit;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/// An action to record. The code that does it publishes the event; the audit trail adds who, when and from where.
///
/// @param target the object of the action: an id or a user name; never personal data
/// @param facts  a few facts by name, for the reader of the trail
public record AuditEvent(AuditAction action, String target, Map<String, Object> facts) {

    public AuditEvent {
        requireNonNull(action);
        requireNonNull(target);
        facts = Map.copyOf(facts);
    }
}
