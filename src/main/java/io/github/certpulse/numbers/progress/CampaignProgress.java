package io.github.certpulse.numbers.progress;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.count.Counts;
import io.github.certpulse.numbers.count.SchoolCounts;
import io.github.certpulse.numbers.progress.Progress.Input;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.CertificateRepository;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.completion.Completion;
import io.github.certpulse.survey.completion.Completions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far each school of a campaign is.
@Singleton
public class CampaignProgress {
    private final SchoolRepository schools;
    private final CertificateRepository certificates;
    private final Completions completions;
    private final Counts counts;

    CampaignProgress(
            SchoolRepository schools,
            CertificateRepository certificates,
            Completions completions,
            Counts counts) {
        this.schools = schools;
        this.certificates = certificates;
        this.completions = completions;
        this.counts = counts;
    }

    /// How far one school is.
    ///
    /// @param completedAt empty until the school declares its survey complete
    public record ProgressLine(School school, Progress progress, Optional<Instant> completedAt) {}

    /// A line for each school, in roster order.
    public List<ProgressLine> of(Campaign campaign, Quality quality) {
        return of(campaign, schools.ofCampaign(campaign.id()), quality);
    }

    /// A line for each of some of the campaign's schools.
    public List<ProgressLine> of(Campaign campaign, List<School> some, Quality quality) {
        var received = counts.of(some.stream().map(School::id).toList());
        var flagged = counts.flagged(campaign);
        var piloted = certificates.ofCampaign(campaign.id())
                .stream()
                .filter(certificate -> !certificate.withdrawn())
                .collect(groupingBy(Certificate::schoolId));
        Map<Long, Instant> completed = completions.ofCampaign(campaign.id())
                .stream()
                .collect(toMap(Completion::schoolId, Completion::completedAt));
        return some.stream()
                .map(
                        school -> new ProgressLine(
                                school,
                                Progress.compute(
                                        campaign.quotaRule(),
                                        piloted.getOrDefault(school.id(), List.of()),
                                        new Input(
                                                received.getOrDefault(school.id(), SchoolCounts.NONE),
                                                flagged.getOrDefault(school.id(), SchoolCounts.NONE)),
                                        quality),
                                Optional.ofNullable(completed.get(school.id()))))
                .toList();
    }
}
