package io.github.certpulse.console.office.administration;

import io.github.certpulse.platform.http.Page;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A page of the audit trail, with the search.
///
/// @param violations the violations of the search; where there are any, nothing was searched
public record AuditPage(AuditSearch search, Page<TrailLine> found, List<Violation> violations) {

    public AuditPage {
        violations = List.copyOf(violations);
    }

    /// @param target the name of what the action changed or showed
    /// @param link   the address of the target's page
    public record TrailLine(
            Instant at,
            String username,
            String address,
            Words action,
            String target,
            Optional<String> link,
            List<Fact> facts) {
        public TrailLine {
            facts = List.copyOf(facts);
        }
    }

    public record Fact(Words name, String value) {}

    /// The number of the last page, from 0.
    public int last() {
        return Math.max(0, Math.ceilDiv(found.total(), found.size()) - 1);
    }
}
