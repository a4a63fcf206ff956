package io.github.certpulse.numbers.count;

import io.github.certpulse.numbers.count.SchoolCounts.Received;
import io.github.certpulse.numbers.tally.Answers;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Received responses and persons by school: from Redis or, while Redis does not answer, from the responses themselves.
@Singleton
public class Counts {
    private final CountStore live;
    private final ExactCounts responses;
    private final Answers answers;

    Counts(CountStore live, ExactCounts responses, Answers answers) {
        this.live = live;
        this.responses = responses;
        this.answers = answers;
    }

    /// The version of the counts that [#versioned] would read; empty while Redis has none. While it stays the same, the
    /// counts do, and so do the flags.
    public Optional<String> version() {
        return live.version();
    }

    /// The counts of some schools, at most two seconds old.
    public VersionedCounts versioned(Collection<Long> schools) {
        return live.find(schools).orElseGet(() -> new VersionedCounts(Optional.empty(), exact(schools)));
    }

    /// The counts of some schools, at most two seconds old. Schools from which nothing was received are absent.
    public Map<Long, SchoolCounts> of(Collection<Long> schools) {
        return versioned(schools).counts();
    }

    /// The counts of some schools at this moment, from the responses themselves, for decisions.
    public Map<Long, SchoolCounts> exact(Collection<Long> schools) {
        return responses.of(schools);
    }

    /// How many of a campaign's responses are flagged, by school, and how many persons have only flagged responses.
    /// Schools without any are absent.
    public Map<Long, SchoolCounts> flagged(Campaign campaign) {
        var counts = new HashMap<Long, SchoolCounts>();
        var flagged = answers.flagged(campaign);
        for (var role : Role.values()) {
            flagged.of(role)
                    .responses()
                    .forEach(
                            (origin, number) -> counts.merge(
                                    origin.school(),
                                    new SchoolCounts(
                                            Map.of(origin.certificate(), Received.from(role, number)),
                                            Received.NONE),
                                    SchoolCounts::plus));
            flagged.of(role)
                    .persons()
                    .forEach(
                            (school, number) -> counts.merge(
                                    school,
                                    new SchoolCounts(Map.of(), Received.from(role, number)),
                                    SchoolCounts::plus));
        }
        return counts;
    }
}
