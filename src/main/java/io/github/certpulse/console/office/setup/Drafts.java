package io.github.certpulse.console.office.setup;

import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.campaign.QuotaRule;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Puts drafts on their forms: checks them as the interface does and says what their rule means.
@Singleton
class Drafts {
    private final Campaigns campaigns;
    private final Questionnaires questionnaires;

    Drafts(Campaigns campaigns, Questionnaires questionnaires) {
        this.campaigns = campaigns;
        this.questionnaires = questionnaires;
    }

    Draft fresh(Instant now) {
        return Draft.fresh(now, newest(Role.TEACHER), newest(Role.STUDENT));
    }

    /// A new campaign's draft. Only what comes before a step is called a violation there.
    DraftPage guided(Draft draft, int wanted) {
        var violations = violations(draft);
        var before = violations.stream().filter(violation -> DraftPage.step(violation.field()) < wanted).toList();
        return page(
                draft,
                before.stream().mapToInt(violation -> DraftPage.step(violation.field())).min().orElse(wanted),
                before);
    }

    DraftPage page(Draft draft, int step, List<Violation> violations) {
        return new DraftPage(
                draft,
                step,
                violations,
                rule(draft),
                questionnaires.newestFirst(Role.TEACHER),
                questionnaires.newestFirst(Role.STUDENT));
    }

    private Optional<QuotaRule> rule(Draft draft) {
        try {
            return Optional.of(campaigns.drawnUp(draft.rule(), false).quotaRule());
        } catch (ProblemException unreadable) {
            return Optional.empty();
        }
    }

    private String newest(Role role) {
        return questionnaires.newestFirst(role)
                .stream()
                .findFirst()
                .map(definition -> definition.code() + "@" + definition.version())
                .orElse("");
    }

    private List<Violation> violations(Draft draft) {
        try {
            campaigns.drawnUp(draft.json(), false);
            return List.of();
        } catch (ProblemException refused) {
            return refused.violations();
        }
    }
}
