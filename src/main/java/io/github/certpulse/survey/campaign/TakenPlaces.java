package io.github.certpulse.survey.campaign;

/// How many places under a campaign's caps are taken. The package that stores responses implements it.
public interface TakenPlaces {

    /// Counts the taken places again from the stored responses. Exact only while [CampaignRepository#touch] locks the
    /// campaign.
    ///
    /// @return the number of certificates that changed
    int recount(long campaignId);
}
