package io.github.certpulse.console.office.administration;

import io.github.certpulse.platform.http.Page;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A piece of the audit trail, with what was looked for.
///
/// @param violations what is wrong with the search; then nothing was looked for
public record AuditPage(AuditSearch search, Page<TrailLine> found, List<Violation> violations) {

    public AuditPage {
        violations = List.copyOf(violations);
    }

    /// @param target what it was done to, as people call it
    /// @param link   where that is shown
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

    public int last() {
        return Math.max(0, Math.ceilDiv(found.total(), found.size()) - 1);
    }
}
