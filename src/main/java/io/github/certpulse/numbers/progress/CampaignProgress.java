package io.github.certpulse.numbers.progress;

import static java.util.stream.Collectors.toSet;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.count.Counts;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// How far each school of a campaign is.
@Singleton
public class CampaignProgress {
    private final CampaignStandings standings;
    private final Counts counts;

    CampaignProgress(CampaignStandings standings, Counts counts) {
        this.standings = standings;
        this.counts = counts;
    }

    /// How far one school is.
    ///
    /// @param completedAt empty until the school declares its survey complete
    public record ProgressLine(School school, Progress progress, Optional<Instant> completedAt) {}

    /// A line for each school, in roster order, by the quota rule of the given campaign.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    public List<ProgressLine> of(Campaign campaign, Quality quality) {
        return standings.ofCampaign(campaign.id()).lines(campaign.quotaRule(), quality);
    }

    /// Lines at one moment, and as they would be if further responses were set aside.
    public record Comparison(List<ProgressLine> before, List<ProgressLine> after) {
        public Comparison {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /// What would change if further responses were set aside, for each school in roster order.
    ///
    /// @param keys of the responses, see [io.github.certpulse.numbers.answer.ResponseKey]
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    public Comparison ifSetAside(Campaign campaign, LongStream keys) {
        var standing = standings.ofCampaign(campaign.id());
        return new Comparison(
                standing.lines(Quality.ALL),
                standing.with(counts.partsIfSetAside(standing.campaign(), keys)).lines(Quality.ALL));
    }

    /// A line for each of some of the campaign's schools.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    public List<ProgressLine> of(Campaign campaign, List<School> some, Quality quality) {
        var ids = some.stream().map(School::id).collect(toSet());
        return of(campaign, quality).stream().filter(line -> ids.contains(line.school().id())).toList();
    }
}
