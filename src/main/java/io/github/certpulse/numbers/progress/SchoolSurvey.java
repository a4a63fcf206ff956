package io.github.certpulse.numbers.progress;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.count.Counts;
import io.github.certpulse.numbers.progress.Progress.Input;
import io.github.certpulse.numbers.progress.Progress.Shortage;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.completion.Completion;
import io.github.certpulse.survey.completion.Completions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One school's survey: how far it is, and whether it is complete.
@Singleton
public class SchoolSurvey {
    private final CampaignStandings standings;
    private final Counts counts;
    private final Completions completions;
    private final Clock clock;

    SchoolSurvey(CampaignStandings standings, Counts counts, Completions completions, Clock clock) {
        this.standings = standings;
        this.counts = counts;
        this.completions = completions;
        this.clock = clock;
    }

    /// How far a school is, and whether it has declared its survey complete.
    ///
    /// @param registeredStudents over all certificates that it pilots now
    /// @param setAside           responses that the office has set aside
    /// @param completion         empty until the school declares its survey complete
    public record SurveyStatus(
            School school,
            Campaign campaign,
            Progress progress,
            int registeredStudents,
            int setAside,
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
        return status(standings.ofSchool(schoolId), schoolId, quality);
    }

    /// The same as of a standing.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    static SurveyStatus status(CampaignStanding standing, long schoolId, Quality quality) {
        var line = standing.line(schoolId, quality).orElseThrow(Problem.NOT_FOUND::exception);
        var schools = standing.schools();
        return new SurveyStatus(
                line.school(),
                schools.campaign(),
                line.progress(),
                schools.certificatesOf(line.school()).stream().mapToInt(Certificate::registeredStudents).sum(),
                standing.setAside(schoolId),
                schools.completionOf(line.school()));
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
        var received = counts.exact(List.of(schoolId));
        var schools = standings.ofSchool(schoolId).schools();
        var campaign = schools.campaign();
        var school = schools.school(schoolId).orElseThrow(Problem.NOT_FOUND::exception);
        var before = completions.find(school);
        if (before.isPresent()) {
            return new Declaration.Declared(before.get(), false);
        }
        var input = Input.of(schoolId, received, counts.parts(campaign));
        var shortages = Progress.compute(campaign.quotaRule(), schools.certificatesOf(school), input, Quality.ALL)
                .shortages();
        if (!shortages.isEmpty()) {
            return new Declaration.Incomplete(shortages);
        }
        var declared = completions.declare(school, at);
        return new Declaration.Declared(declared.completion(), declared.first());
    }
}
