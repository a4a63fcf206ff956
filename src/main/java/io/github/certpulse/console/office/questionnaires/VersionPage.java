package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.office.questionnaires.Catalogue.Published;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Definition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One version of a questionnaire, looked at in one way.
///
/// @param before    the version before this one
/// @param latest    the number of the newest version
/// @param running   campaigns that could be set to this version
/// @param isFresh   whether it has been published just now
public record VersionPage(
        Published published,
        Optional<Definition> before,
        int latest,
        View view,
        List<Campaign> running,
        boolean isFresh) {
    /// The ways to look at a version; each has an address of its own.
    public enum View {
        /// As respondents see it.
        ANSWERING(""),
        PATH("path"),
        CODEBOOK("codebook"),
        CHANGES("changes");

        private final String end;

        View(String end) {
            this.end = end;
        }

        /// The view that an address ends with.
        static Optional<View> parse(String end) {
            return Stream.of(values()).filter(view -> view.end.equals(end)).findFirst();
        }
    }

    public VersionPage {
        running = List.copyOf(running);
    }

    public Definition definition() {
        return published.definition();
    }

    /// The address of the first view; the others stand below it.
    public String address() {
        return Addresses.version(definition());
    }

    public boolean isLatest() {
        return definition().version() == latest;
    }
}
