package io.github.certpulse.survey.retention;

/// A key that exists for one campaign, and by which something about a person could be computed again. Whatever package
/// stores such a key implements this; [CampaignKeys] destroys all of them together.
public interface CampaignKey {
    /// Destroys the campaign's key, in the caller's transaction. Does nothing where there is none any more.
    void destroy(long campaignId);
}
