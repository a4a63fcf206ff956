package io.github.certpulse.numbers.count;

import io.github.certpulse.numbers.count.SchoolCounts.Received;
import io.github.certpulse.numbers.tally.Answers;
import io.github.certpulse.numbers.tally.CountedParts;
import io.github.certpulse.numbers.tally.PartCounts;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

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
    /// counts do, and so do the flags. What is set aside has a revision of its own.
    public Optional<String> version() {
        return live.version();
    }

    /// The counts of some schools, at most two seconds old.
    public VersionedCounts versioned(Collection<Long> schools) {
        return live.find(schools).orElseGet(() -> new VersionedCounts(Optional.empty(), exact(schools)));
    }

    /// The counts of some of a campaign's schools without what is set aside, at most two seconds old. Schools from
    /// which nothing was received are absent.
    Map<Long, SchoolCounts> counted(Campaign campaign, Collection<Long> schools) {
        var received = versioned(schools).counts();
        if (!answers.hasSetAside(campaign.id())) {
            return received;
        }
        var setAside = parts(campaign).setAside();
        var counted = new HashMap<Long, SchoolCounts>();
        received.forEach(
                (school, counts) -> counted
                        .put(school, counts.minus(setAside.getOrDefault(school, SchoolCounts.NONE))));
        return counted;
    }

    /// The counts of some schools at this moment, from the responses themselves, for decisions.
    public Map<Long, SchoolCounts> exact(Collection<Long> schools) {
        return responses.of(schools);
    }

    /// What is not counted like every other response, by school. Schools without any are absent.
    ///
    /// @param flagged  responses that are flagged and not set aside, and persons who have only such among those that
    ///                 are not set aside
    /// @param setAside responses that are set aside, and persons who have only such
    public record Parts(Map<Long, SchoolCounts> flagged, Map<Long, SchoolCounts> setAside) {
        public Parts {
            flagged = Map.copyOf(flagged);
            setAside = Map.copyOf(setAside);
        }

        private static Parts from(CountedParts parts) {
            return new Parts(bySchool(parts.flagged()), bySchool(parts.setAside()));
        }
    }

    /// A campaign's parts. To be read after the counts: then they include each response that is counted.
    public Parts parts(Campaign campaign) {
        return Parts.from(answers.parts(campaign));
    }

    /// The same as if further responses were set aside.
    ///
    /// @param keys of the responses, see [io.github.certpulse.numbers.answer.ResponseKey]
    public Parts partsIfSetAside(Campaign campaign, LongStream keys) {
        return Parts.from(answers.partsIfSetAside(campaign, keys));
    }

    private static Map<Long, SchoolCounts> bySchool(PerRole<PartCounts> parts) {
        var counts = new HashMap<Long, SchoolCounts>();
        for (var role : Role.values()) {
            parts.of(role)
                    .responses()
                    .forEach(
                            (origin, number) -> counts.merge(
                                    origin.school(),
                                    new SchoolCounts(
                                            Map.of(origin.certificate(), Received.from(role, number)),
                                            Received.NONE),
                                    SchoolCounts::plus));
            parts.of(role)
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
