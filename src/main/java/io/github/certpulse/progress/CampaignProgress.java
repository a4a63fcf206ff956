package io.github.certpulse.progress;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.github.certpulse.campaign.Campaign;
import io.github.certpulse.campaign.Certificate;
import io.github.certpulse.campaign.CertificateRepository;
import io.github.certpulse.campaign.School;
import io.github.certpulse.campaign.SchoolRepository;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far each school of a campaign is.
@Singleton
public class CampaignProgress {
    private final SchoolRepository schools;
    private final CertificateRepository certificates;
    private final CompletionRepository completions;
    private final Counts counts;

    CampaignProgress(SchoolRepository schools, CertificateRepository certificates, CompletionRepository completions, Counts counts) {
        this.schools = schools;
        this.certificates = certificates;
        this.completions = completions;
        this.counts = counts;
    }

    /// @param completedAt empty until the school declares its survey complete
    public record Line(School school, Progress progress, Optional<Instant> completedAt) {}

    /// A line for each school, in roster order.
    public List<Line> of(Campaign campaign) throws SQLException {
        return of(campaign, schools.ofCampaign(campaign.id()));
    }

    /// A line for each of some of the campaign's schools.
    List<Line> of(Campaign campaign, List<School> some) throws SQLException {
        var received = counts.of(some.stream().map(School::id).toList());
        var piloted = certificates.ofCampaign(campaign.id()).stream().filter(certificate -> !certificate.withdrawn()).collect(groupingBy(Certificate::schoolId));
        Map<Long, Instant> completed = completions.ofCampaign(campaign.id()).stream().collect(toMap(Completion::schoolId, Completion::completedAt));
        return some.stream()
                .map(school -> new Line(school,
                        Progress.of(campaign.quotaRule(), piloted.getOrDefault(school.id(), List.of()), received.getOrDefault(school.id(), SchoolCounts.NONE)),
                        Optional.ofNullable(completed.get(school.id()))))
                .toList();
    }
}
