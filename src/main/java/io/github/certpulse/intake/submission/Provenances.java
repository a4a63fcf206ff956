package io.github.certpulse.intake.submission;

import io.github.certpulse.intake.opening.PrivacyNotice;
import io.github.certpulse.intake.submission.Attempt.Sender;
import io.github.certpulse.intake.source.SourceMarks;
import io.github.certpulse.intake.storing.Provenance;
import io.github.certpulse.survey.campaign.Campaign;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/// Finds out how a sheet came in.
@Singleton
class Provenances {
    private final SourceMarks marks;

    Provenances(SourceMarks marks) {
        this.marks = marks;
    }

    /// Whether [#of] needs no query.
    boolean areInMemory(Campaign campaign, Sender sender) {
        return sender.source().isEmpty() || marks.isInMemory(campaign.id());
    }

    /// @param now when the sheet was received
    Provenance of(Campaign campaign, Sender sender, SubmittedSheet sheet, Instant now) {
        var serverSeconds = sender.respondent()
                .firstSeen()
                .map(since -> OptionalInt.of(secondsBetween(since, now)))
                .orElseGet(OptionalInt::empty);
        return new Provenance(
                sender.source().flatMap(source -> marks.of(campaign.id(), source)),
                serverSeconds,
                sheet.noticeVersion().orElse(PrivacyNotice.CURRENT));
    }

    /// The clocks of two replicas may differ a little.
    private static int secondsBetween(Instant since, Instant now) {
        return Math.clamp(Duration.between(since, now).toSeconds(), 0, Provenance.MAX_SERVER_SECONDS);
    }
}
