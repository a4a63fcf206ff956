package io.github.certpulse.console.office.setup;

import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.QuotaRule;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.PerRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A draft on its form, with every violation at its field.
///
/// @param step           which step of the guided start is shown, from 1
/// @param rule           the rule that the numbers make; empty where they have violations
/// @param questionnaires those that can be chosen, newest first
public record DraftPage(
        Draft draft,
        int step,
        List<Violation> violations,
        Optional<QuotaRule> rule,
        PerRole<List<Definition>> questionnaires) {
    public static final int BASICS = 1;
    public static final int RULE = 2;
    public static final int ANSWERS = 3;
    public static final int REVIEW = 4;
    /// Messages for codes or fields whose usual message is about JSON, which people at a form do not see.
    private static final Map<String, Words> ON_A_FORM = Map.of(
            "not-a-time",
            new Words("请填写日期和时间", "Please give a date and a time"),
            "unknown-channel",
            new Words("请至少选择一种", "Please choose at least one"),
            "unknown-questionnaire",
            new Words("请选择一份问卷", "Please choose a questionnaire"),
            "quota.perSchool.studentShare",
            new Words("须为 0 到 100 的百分数，最多 8 位小数", "must be from 0 to 100 with at most 8 decimals"));

    public DraftPage {
        violations = List.copyOf(violations);
        questionnaires = new PerRole<>(List.copyOf(questionnaires.teacher()), List.copyOf(questionnaires.student()));
    }

    /// The message about a field; empty where it has no violation.
    public Optional<Words> violation(String field) {
        return violations.stream()
                .filter(violation -> violation.field().equals(field))
                .findFirst()
                .map(
                        violation -> ON_A_FORM
                                .getOrDefault(
                                        violation.field(),
                                        ON_A_FORM.getOrDefault(violation.code(), violation.message())));
    }

    public DraftPage at(int anotherStep) {
        return new DraftPage(draft, anotherStep, violations, rule, questionnaires);
    }

    /// The step of the guided start that contains a field.
    static int step(String field) {
        return field.startsWith("quota.per") ? RULE
                : field.matches("title|province|opensAt|closesAt") ? BASICS : ANSWERS;
    }
}
