package io.github.certpulse.intake.response;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.response.Submissions.Fit;
import io.github.certpulse.intake.response.Submissions.Refused;
import io.github.certpulse.intake.stored.ResponseStore;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.survey.entry.Entries;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Takes in, all at once, sheets that were handed in over a time that is over. Each is read and judged as any other, by
/// the rules that held at its moment. They are stored as of now, which is what those who count follow, with sequence
/// numbers in the order in which they were received.
@Singleton
public class PastSheets {
    private final Submissions submissions;
    private final Entries entries;
    private final ResponseStore store;

    PastSheets(Submissions submissions, Entries entries, ResponseStore store) {
        this.submissions = submissions;
        this.entries = entries;
        this.store = store;
    }

    /// @param body what the respondent's client sent, as in the interface
    public record PastSheet(Respondent respondent, byte[] body, Instant receivedAt) {}

    /// Stores sheets of one campaign without caps, or none of them.
    ///
    /// @throws IllegalStateException where one would have been refused
    public void store(List<PastSheet> sheets) {
        var scopes = new HashMap<String, Optional<Scope>>();
        store.storeAll(sheets.stream().sorted(Comparator.comparing(PastSheet::receivedAt)).map(sheet -> {
            var submitted = SubmittedSheet.read(sheet.body());
            var scope = scopes.computeIfAbsent(submitted.entry(), entries::scope).orElseThrow();
            var id = UUID.randomUUID();
            return switch (submissions.judge(scope, sheet.respondent(), id, submitted, sheet.receivedAt())) {
                case Fit(var response) -> response;
                case Refused(var reason) -> throw new IllegalStateException("A past sheet is refused: " + reason);
            };
        }).toList());
    }
}
