package io.github.certpulse.intake.stored;

import io.github.certpulse.platform.secret.Seal.Sealed;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.survey.sheet.Sheet;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// A response that is fit to be stored, as of the scope's revision of its campaign.
///
/// @param respondent     who it is within the campaign, 16 bytes
/// @param contact        the accepted one, sealed
/// @param bodyHash       the same for the same sheet, 32 bytes
/// @param elapsedSeconds from the first question to the last
public record NewResponse(
        UUID id,
        Scope scope,
        Certificate certificate,
        byte[] respondent,
        Channel channel,
        Sheet.Checked.Accepted accepted,
        Optional<Sealed> contact,
        byte[] bodyHash,
        OptionalInt elapsedSeconds,
        Instant receivedAt) {

    Campaign campaign() {
        return scope.campaign();
    }

    /// The most responses to its certificate, from its role.
    OptionalInt cap() {
        return campaign().cap(scope.role());
    }
}
