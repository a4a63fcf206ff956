package io.github.certpulse.console.office.setup;

import io.github.certpulse.sample.Sample;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.retention.Retention;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The list of all campaigns.
///
/// @param present the samples that are loaded
/// @param removed the sample that has just been removed
public record CampaignList(List<Card> cards, Set<Sample> present, Optional<Sample> removed) {

    public CampaignList {
        cards = List.copyOf(cards);
        present = Set.copyOf(present);
    }

    /// @param met       how many of the schools meet the quota
    /// @param retention until when the personal data are kept
    public record Card(Campaign campaign, int schools, int met, Retention retention) {}
}
