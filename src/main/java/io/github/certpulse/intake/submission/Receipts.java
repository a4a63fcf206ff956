package io.github.certpulse.intake.submission;

import io.github.certpulse.access.respondent.CampaignRespondent;
import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.submission.SubmissionResult.Receipt;
import io.github.certpulse.intake.stored.ResponseRepository;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.secret.Hmac;
import io.github.certpulse.platform.secret.LastingKeys;
import io.github.certpulse.platform.secret.LastingKeys.Purpose;
import io.github.certpulse.platform.sql.UuidColumn;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.CampaignRepository;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Issues receipts of stored responses, and checks to whom a response belongs.
@Singleton
class Receipts {
    private static final int LENGTH = 8;
    private final Hmac key;
    private final CampaignRepository campaigns;

    Receipts(LastingKeys keys, CampaignRepository campaigns) {
        this.key = new Hmac(keys.get(Purpose.RECEIPTS));
        this.campaigns = campaigns;
    }

    /// The receipt of a response. It is computed from the id, so that a retry gets the same one, with a secret key, so
    /// that it cannot be forged.
    Receipt issue(UUID id, Instant receivedAt) {
        var hash = key.of(UuidColumn.bytes(id));
        var code = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) {
            code.append(i == LENGTH / 2 ? "-" : "")
                    .append(Ids.READABLE.charAt(Math.floorMod(hash[i], Ids.READABLE.length())));
        }
        return new Receipt(id, receivedAt, code.toString());
    }

    /// The respondent as the owner of a stored response; empty if it is somebody else's.
    Optional<CampaignRespondent> owner(ResponseRepository.FirstSubmission response, Respondent respondent) {
        return campaigns.findById(response.campaignId())
                .map(respondent::within)
                .filter(within -> MessageDigest.isEqual(within.id(), response.respondent()));
    }

    /// Whether a stored response has the hash of a sheet.
    ///
    /// @param plain what the versions before stored
    static boolean hasHash(ResponseRepository.FirstSubmission response, byte[] keyed, byte[] plain) {
        return MessageDigest.isEqual(response.bodyHash(), keyed) || MessageDigest.isEqual(response.bodyHash(), plain);
    }

    /// Whether nobody can be recognised as the owner of a stored response any more: the campaign's keys are destroyed.
    boolean isOwnerForgotten(ResponseRepository.FirstSubmission response) {
        return campaigns.findById(response.campaignId()).filter(Campaign::isUnlinked).isPresent();
    }
}
