package io.github.certpulse.console.office.setup;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A campaign's settings on their form.
///
/// @param seen    the stored settings that the form was made from, as JSON; the form sends them back
/// @param outcome what the last request did
public record SettingsPage(Campaign campaign, DraftPage form, String seen, SettingsOutcome outcome) {

    /// What a request did with the form.
    public sealed interface SettingsOutcome {
        /// The form is shown with its values or with its violations; nothing was saved.
        record Shown() implements SettingsOutcome {}

        /// Saving changed nothing, because the form contained the stored settings.
        record Unchanged() implements SettingsOutcome {}

        /// @param patch the merge patch that undoes the change
        record Saved(String patch) implements SettingsOutcome {}

        record Undone() implements SettingsOutcome {}

        /// The change is not saved yet: the person has to agree to its consequences.
        record ToConfirm(List<Words> consequences) implements SettingsOutcome {}

        /// Nothing was saved, because somebody else has changed the settings since the form was made.
        ///
        /// @param before the settings from which the form was first made, as JSON
        record ChangedMeanwhile(String before, List<Conflict> fields) implements SettingsOutcome {}
    }

    /// A field that somebody else changed.
    ///
    /// @param mine    this form's value
    /// @param differs whether that value differs from the stored one
    /// @param by      who changed it last; empty where the audit trail has no entry
    public record Conflict(
            String field,
            Words label,
            Words mine,
            Words stored,
            boolean differs,
            Optional<LastChange> by) {}

    public record LastChange(Instant at, String username) {}
}
