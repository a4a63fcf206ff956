package io.github.certpulse.survey.removal;

/// The answers that are stored for a campaign. The package that stores them implements it.
public interface CampaignAnswers {
    /// Whether any response to the campaign is stored.
    boolean hasAny(long campaignId);

    /// Deletes all responses to a campaign and all contacts, in transactions of limited size.
    ///
    /// @return the number of responses deleted
    int deleteAll(long campaignId);
}
