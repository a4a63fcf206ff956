package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.office.questionnaires.PublishedVersions.PublishedVersion;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Definition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One version of a questionnaire in one view.
///
/// @param before    the preceding version
/// @param latest    the number of the newest version
/// @param running   campaigns that could be changed to this version
/// @param isFresh   whether it has just been published
public record VersionPage(
        PublishedVersion published,
        Optional<Definition> before,
        int latest,
        View view,
        List<Campaign> running,
        boolean isFresh) {
    /// The views of a version; each has its own address.
    public enum View {
        /// As respondents see it.
        ANSWERING(""),
        PATH("path"),
        CODEBOOK("codebook"),
        CHANGES("changes");

        private final String suffix;

        View(String suffix) {
            this.suffix = suffix;
        }

        /// The view in an address.
        static Optional<View> parse(String suffix) {
            return Stream.of(values()).filter(view -> view.suffix.equals(suffix)).findFirst();
        }
    }

    public VersionPage {
        running = List.copyOf(running);
    }

    public Definition definition() {
        return published.definition();
    }

    /// The address of the first view; the other views have addresses below it.
    public String address() {
        return Addresses.version(definition());
    }

    public boolean isLatest() {
        return definition().version() == latest;
    }
}
