package io.github.certpulse.setup;

import io.github.certpulse.campaign.Campaign;
import java.util.List;
import java.util.Optional;

/// All campaigns at a glance.
///
/// @param removed the sample that was removed a moment ago, by the name under which it is loaded again
public record CampaignList(List<Card> cards, Optional<String> removed) {

    public CampaignList {
        cards = List.copyOf(cards);
    }

    /// @param met how many of the schools have what the rule asks for
    public record Card(Campaign campaign, int schools, int met) {}
}
