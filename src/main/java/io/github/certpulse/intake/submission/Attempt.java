package io.github.certpulse.intake.submission;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.source.Source;
import java.util.Optional;
import java.util.UUID;

/// One request to hand in a sheet.
public record Attempt(Sender sender, UUID id, SubmittedSheet sheet) {

    /// Who sends a sheet, and from where.
    ///
    /// @param address where the request came from; only for limits
    /// @param source  what the source mark is made of; empty if it is not known, and for sheets that were not sent
    public record Sender(Respondent respondent, String address, Optional<Source> source) {}

    Respondent respondent() {
        return sender.respondent();
    }

    String address() {
        return sender.address();
    }
}
