package io.github.certpulse.survey.retention;

import io.github.certpulse.survey.campaign.Campaign;
import jakarta.inject.Singleton;

/// The key that turns a person into the campaign's respondent.
@Singleton
class RespondentKey implements CampaignKey {
    private final RetentionRepository rows;

    RespondentKey(RetentionRepository rows) {
        this.rows = rows;
    }

    @Override
    public void destroy(long campaignId) {
        rows.replaceRespondentKey(campaignId, Campaign.noKey());
    }
}
