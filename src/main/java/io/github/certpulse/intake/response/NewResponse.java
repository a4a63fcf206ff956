package io.github.certpulse.intake.response;

import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.survey.questionnaire.Sheet;
import java.time.Instant;
import java.util.UUID;

/// A response that is fit to be stored, as of the scope's revision of its campaign.
///
/// @param respondent who it is within the campaign, 16 bytes
record NewResponse(
        UUID id,
        Scope scope,
        Certificate certificate,
        byte[] respondent,
        Channel channel,
        SubmittedSheet submitted,
        Sheet.Checked.Accepted accepted,
        Instant receivedAt) {

    Campaign campaign() {
        return scope.campaign();
    }
}
