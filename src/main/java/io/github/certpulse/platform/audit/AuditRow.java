package io.github.certpulse.platform.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// One row of the audit trail.
///
/// @param action the text of an [AuditAction], maybe of another version of the service
/// @param facts  a JSON object
@MappedEntity("audit")
public record AuditRow(
        @Id long id,
        Instant at,
        String username,
        String address,
        String action,
        String target,
        String facts) {}
