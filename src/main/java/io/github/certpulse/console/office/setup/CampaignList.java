package io.github.certpulse.console.office.setup;

import io.github.certpulse.sample.Sample;
import io.github.certpulse.survey.campaign.Campaign;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All campaigns at a glance.
///
/// @param present the samples that are there
/// @param removed the sample that was removed a moment ago
public record CampaignList(List<Card> cards, Set<Sample> present, Optional<Sample> removed) {

    public CampaignList {
        cards = List.copyOf(cards);
        present = Set.copyOf(present);
    }

    /// @param met how many of the schools have what the rule asks for
    public record Card(Campaign campaign, int schools, int met) {}
}
