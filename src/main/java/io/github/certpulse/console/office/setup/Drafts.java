package io.github.certpulse.console.office.setup;

import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.QuestionnaireVersion;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// Makes forms of drafts: checks a draft as the interface does and reads its quota rule.
@Singleton
class Drafts {
    private final Campaigns campaigns;
    private final Questionnaires questionnaires;

    Drafts(Campaigns campaigns, Questionnaires questionnaires) {
        this.campaigns = campaigns;
        this.questionnaires = questionnaires;
    }

    Draft fresh(Instant now) {
        return Draft.fresh(now, new PerRole<>(newest(Role.TEACHER), newest(Role.STUDENT)));
    }

    /// The form of a new campaign. Shows the requested step, or the first step before it that has violations.
    /// Violations of later steps are not shown.
    DraftPage guided(Draft draft, int requested) {
        var violations = campaigns.violations(draft.json());
        var before = violations.stream().filter(violation -> DraftPage.step(violation.field()) < requested).toList();
        return page(
                draft,
                before.stream().mapToInt(violation -> DraftPage.step(violation.field())).min().orElse(requested),
                before);
    }

    DraftPage page(Draft draft, int step, List<Violation> violations) {
        return new DraftPage(
                draft,
                step,
                violations,
                campaigns.quotaRule(draft.json()),
                new PerRole<>(
                        questionnaires.newestFirst(Role.TEACHER),
                        questionnaires.newestFirst(Role.STUDENT)));
    }

    private String newest(Role role) {
        return questionnaires.newestFirst(role)
                .stream()
                .findFirst()
                .map(definition -> QuestionnaireVersion.from(definition).toString())
                .orElse("");
    }
}
