package io.github.certpulse.survey.campaign;

/// The places that responses take under a campaign's caps. Whoever stores responses counts them.
public interface TakenPlaces {

    /// Sets the places that are taken under a cap to what is stored. Only right while [CampaignRepository#touch] holds
    /// the campaign.
    ///
    /// @return how many certificates changed
    int recount(long campaignId);
}
