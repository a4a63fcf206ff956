package io.github.certpulse.numbers.progress;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.count.Counts;
import io.github.certpulse.numbers.count.SchoolCounts;
import io.github.certpulse.numbers.progress.Progress.Shortage;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.CertificateRepository;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.completion.Completion;
import io.github.certpulse.survey.completion.Completions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One school's survey: how far it is, and whether it is complete.
@Singleton
public class SchoolSurvey {
    private final SchoolRepository schools;
    private final CampaignRepository campaigns;
    private final CertificateRepository certificates;
    private final Counts counts;
    private final Completions completions;
    private final Clock clock;

    SchoolSurvey(
            SchoolRepository schools,
            CampaignRepository campaigns,
            CertificateRepository certificates,
            Counts counts,
            Completions completions,
            Clock clock) {
        this.schools = schools;
        this.campaigns = campaigns;
        this.certificates = certificates;
        this.counts = counts;
        this.completions = completions;
        this.clock = clock;
    }

    /// How far a school is, and whether it has declared its survey complete.
    ///
    /// @param registeredStudents over all certificates that it pilots now
    /// @param completion         empty until the school declares its survey complete
    public record SurveyStatus(
            School school,
            Campaign campaign,
            Progress progress,
            int registeredStudents,
            Optional<Completion> completion) {}

    /// Every way a declaration can end.
    public sealed interface Declaration {
        /// @param first whether this call made the declaration
        record Declared(Completion completion, boolean first) implements Declaration {}

        /// Not declared, because this is missing.
        record Incomplete(List<Shortage> shortages) implements Declaration {
            public Incomplete {
                shortages = List.copyOf(shortages);
            }
        }
    }

    /// How far a school is, by counts that are at most two seconds old.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    public SurveyStatus of(long schoolId, Quality quality) {
        return standing(schoolId, counts.of(List.of(schoolId)), quality);
    }

    /// Declares a school's survey complete if nothing is missing at this moment. An earlier declaration is kept.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    public Declaration declare(long schoolId) {
        return declare(schoolId, clock.instant());
    }

    /// The same with a given time of the declaration.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    public Declaration declare(long schoolId, Instant at) {
        var standing = standing(schoolId, counts.exact(List.of(schoolId)), Quality.ALL);
        if (standing.completion().isPresent()) {
            return new Declaration.Declared(standing.completion().get(), false);
        }
        var shortages = standing.progress().shortages();
        if (!shortages.isEmpty()) {
            return new Declaration.Incomplete(shortages);
        }
        var declared = completions.declare(standing.school(), at);
        return new Declaration.Declared(declared.completion(), declared.first());
    }

    private SurveyStatus standing(long schoolId, Map<Long, SchoolCounts> received, Quality quality) {
        var school = schools.findById(schoolId).orElseThrow(Problem.NOT_FOUND::exception);
        var campaign = campaigns.findById(school.campaignId()).orElseThrow(Problem.NOT_FOUND::exception);
        var piloted = certificates.ofSchool(schoolId);
        var input = new Progress.Input(
                received.getOrDefault(schoolId, SchoolCounts.NONE),
                counts.flagged(campaign).getOrDefault(schoolId, SchoolCounts.NONE));
        return new SurveyStatus(
                school,
                campaign,
                Progress.compute(campaign.quotaRule(), piloted, input, quality),
                piloted.stream().mapToInt(Certificate::registeredStudents).sum(),
                completions.find(school));
    }
}
