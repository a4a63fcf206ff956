package io.github.certpulse.intake.submission;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.submission.Attempt.Sender;
import io.github.certpulse.intake.submission.SheetJudge.Passed;
import io.github.certpulse.intake.submission.SheetJudge.Rejected;
import io.github.certpulse.intake.storing.ResponseStore;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.survey.entry.Entries;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Stores many sheets with receipt times in the past. Each is read and judged like any other, by the rules at its
/// receipt time. Their storing time is now, which is what the counts follow, and their sequence numbers are in the
/// order of receipt.
@Singleton
public class PastSheets {
    private final SheetJudge judge;
    private final Entries entries;
    private final ResponseStore store;

    PastSheets(SheetJudge judge, Entries entries, ResponseStore store) {
        this.judge = judge;
        this.entries = entries;
        this.store = store;
    }

    /// @param body the request's body, as in the API
    public record PastSheet(Respondent respondent, byte[] body, Instant receivedAt) {}

    /// Stores all sheets of one campaign without caps, or none of them.
    ///
    /// @throws IllegalStateException if a sheet is refused
    public void store(List<PastSheet> sheets) {
        var scopes = new HashMap<String, Optional<Scope>>();
        store.storeAll(sheets.stream().sorted(Comparator.comparing(PastSheet::receivedAt)).map(sheet -> {
            var submitted = SubmittedSheet.read(sheet.body());
            var scope = scopes.computeIfAbsent(submitted.entry(), entries::scope).orElseThrow();
            var id = UUID.randomUUID();
            return switch (judge.judge(scope, sender(sheet), id, submitted, sheet.receivedAt())) {
                case Passed(var response) -> response;
                case Rejected(var reason) -> throw new IllegalStateException("A past sheet is refused: " + reason);
            };
        }).toList());
    }

    private static Sender sender(PastSheet sheet) {
        return new Sender(sheet.respondent(), "", Optional.empty());
    }
}
