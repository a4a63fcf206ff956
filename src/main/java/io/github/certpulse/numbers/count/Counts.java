package io.github.certpulse.numbers.count;

import io.github.certpulse.numbers.count.SchoolCounts.Received;
import io.github.certpulse.numbers.tally.Answers;
import io.github.certpulse.survey.campaign.Campaign;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What has come in, by school: from Redis, or, while that is away, from the responses themselves.
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

    /// The counts of some schools, at most two seconds old. A school of which nothing has come in is absent.
    public Map<Long, SchoolCounts> of(Collection<Long> schools) {
        var found = live.of(schools);
        return found.isPresent() ? found.get() : exact(schools);
    }

    /// The counts of some schools at this moment, from the responses themselves: where something is decided by them.
    public Map<Long, SchoolCounts> exact(Collection<Long> schools) {
        return responses.of(schools);
    }

    /// How much of a campaign's responses is of doubtful quality, by school; of persons, those of whom nothing else is
    /// there. A school without any is absent.
    public Map<Long, SchoolCounts> flagged(Campaign campaign) {
        var counts = new HashMap<Long, SchoolCounts>();
        answers.doubts(campaign).forEach((role, doubts) -> {
            doubts.responses()
                    .forEach(
                            (origin, number) -> counts.merge(
                                    origin.school(),
                                    new SchoolCounts(
                                            Map.of(origin.certificate(), Received.of(role, number)),
                                            Received.NONE),
                                    SchoolCounts::plus));
            doubts.persons()
                    .forEach(
                            (school, number) -> counts.merge(
                                    school,
                                    new SchoolCounts(Map.of(), Received.of(role, number)),
                                    SchoolCounts::plus));
        });
        return counts;
    }
}
