package io.github.certpulse.intake.storing;

import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.survey.sheet.Sheet;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// A checked response that can be stored while the campaign has the scope's revision.
///
/// @param respondent     the respondent within the campaign, 16 bytes
/// @param contact        the accepted contact, encrypted
/// @param bodyHash       the keyed hash of the request's body, 32 bytes
/// @param elapsedSeconds the time from the first question to the last, by the client's clock
public record NewResponse(
        UUID id,
        Scope scope,
        Certificate certificate,
        byte[] respondent,
        Channel channel,
        Sheet.Checked.Accepted accepted,
        Optional<LeftContact> contact,
        byte[] bodyHash,
        OptionalInt elapsedSeconds,
        Provenance provenance,
        Instant receivedAt) {

    Campaign campaign() {
        return scope.campaign();
    }

    /// The most responses of its role for its certificate.
    OptionalInt cap() {
        return campaign().cap(scope.role());
    }
}
