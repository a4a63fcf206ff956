package io.github.certpulse.console.office.setup;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A campaign's settings on their form.
///
/// @param seen the stored settings that the form was made from, as JSON; they come back with it
/// @param note what just happened
public record SettingsPage(Campaign campaign, DraftPage form, String seen, Note note) {

    /// Everything that can have happened to the form.
    public sealed interface Note {
        record Nothing() implements Note {}

        /// Somebody wanted to save, but nothing differed.
        record Unchanged() implements Note {}

        /// @param patch the merge patch that takes the change back
        record Saved(String patch) implements Note {}

        record TakenBack() implements Note {}

        /// What the change would mean; it is saved only when somebody agrees.
        record Asked(List<Words> consequences) implements Note {}

        /// Somebody else was faster, so nothing was saved.
        ///
        /// @param before what the form was made from first, as JSON
        record Overtaken(String before, List<Conflict> lines) implements Note {}
    }

    /// A field that somebody else changed.
    ///
    /// @param mine    what this form says
    /// @param differs whether that is something else than what is stored
    /// @param by      who changed it last; empty where the trail does not name anybody
    public record Conflict(
            String field,
            Words label,
            Words mine,
            Words stored,
            boolean differs,
            Optional<LastChange> by) {}

    public record LastChange(Instant at, String username) {}
}
