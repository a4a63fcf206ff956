package io.github.certpulse.setup;

import io.github.certpulse.campaign.Campaign;
import io.github.certpulse.problem.Words;
import io.github.certpulse.sample.Samples;
import java.util.List;
import java.util.Optional;

/// A campaign's settings on their form.
///
/// @param consequences what the change on the form would mean; it is saved only when somebody agrees
/// @param undo         the merge patch that takes the last change back, where there was one just now
public record SettingsPage(Campaign campaign, DraftPage form, List<Words> consequences, Optional<String> undo) {

    public SettingsPage {
        consequences = List.copyOf(consequences);
    }

    /// The name under which a sample is loaded again.
    public Optional<String> sample() {
        return Samples.name(campaign);
    }
}
