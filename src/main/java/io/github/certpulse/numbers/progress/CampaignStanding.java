package io.github.certpulse.numbers.progress;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.count.Counts;
import io.github.certpulse.numbers.count.SchoolCounts;
import io.github.certpulse.numbers.count.VersionedCounts;
import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.numbers.progress.Progress.Input;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.QuotaRule;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.completion.CampaignSchools;
import io.github.certpulse.survey.completion.Completion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How far a campaign's schools are at one moment. It is shared by all requests that come while nothing changes, and
/// computes its lines once.
final class CampaignStanding {
    private final CampaignSchools schools;
    private final VersionedCounts received;
    private final Counts.Parts parts;
    private final Map<Quality, Lines> lines = new ConcurrentHashMap<>();

    /// @param parts read after `received`, so that they include each response that is counted
    CampaignStanding(CampaignSchools schools, VersionedCounts received, Counts.Parts parts) {
        this.schools = schools;
        this.received = received;
        this.parts = parts;
    }

    private record Lines(List<ProgressLine> inOrder, Map<Long, ProgressLine> bySchool) {}

    /// How many of the campaign's responses are set aside.
    int setAside() {
        return parts.setAside().values().stream().mapToInt(SchoolCounts::total).sum();
    }

    /// How many of a school's responses are set aside.
    int setAside(long school) {
        return parts.setAside().getOrDefault(school, SchoolCounts.NONE).total();
    }

    /// The same with other parts.
    CampaignStanding with(Counts.Parts others) {
        return new CampaignStanding(schools, received, others);
    }

    Campaign campaign() {
        return schools.campaign();
    }

    CampaignSchools schools() {
        return schools;
    }

    /// The version of its counts; empty where they have none.
    Optional<String> countsVersion() {
        return received.version();
    }

    /// A line for each school, in roster order.
    List<ProgressLine> lines(Quality quality) {
        return computed(quality).inOrder();
    }

    /// The same by a rule that may differ from the campaign's own.
    List<ProgressLine> lines(QuotaRule rule, Quality quality) {
        return rule.equals(campaign().quotaRule()) ? lines(quality) : compute(rule, quality);
    }

    /// A school's line; empty where the campaign does not have the school.
    Optional<ProgressLine> line(long school, Quality quality) {
        return Optional.ofNullable(computed(quality).bySchool().get(school));
    }

    private Lines computed(Quality quality) {
        return lines.computeIfAbsent(quality, _ -> {
            var inOrder = compute(campaign().quotaRule(), quality);
            return new Lines(
                    inOrder,
                    inOrder.stream().collect(Collectors.toMap(line -> line.school().id(), Function.identity())));
        });
    }

    private List<ProgressLine> compute(QuotaRule rule, Quality quality) {
        return schools.schools().stream().map(school -> line(rule, school, quality)).toList();
    }

    private ProgressLine line(QuotaRule rule, School school, Quality quality) {
        var input = Input.of(school.id(), received.counts(), parts);
        return new ProgressLine(
                school,
                Progress.compute(rule, schools.certificatesOf(school), input, quality),
                schools.completionOf(school).map(Completion::completedAt));
    }
}
