package io.github.certpulse.console.school;

import io.github.certpulse.numbers.feedback.SchoolResults.SnapshotResult;
import io.github.certpulse.numbers.feedback.SchoolResults;
import io.github.certpulse.numbers.result.Distribution.OptionResult;
import io.github.certpulse.numbers.result.Distribution.QuestionResult;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.List;
import java.util.Optional;

/// The results of a school's own respondents, or the reason why they are not shown.
public record SchoolResultPage(Campaign campaign, Role role, SnapshotResult look, Definition definition) {

    /// The reason why results are not shown; empty where they are.
    public Optional<Words> withheld() {
        return switch (look) {
            case SnapshotResult.Shown _ -> Optional.empty();
            case SnapshotResult.NotShared() -> Optional.of(
                    new Words(
                            "省级项目办公室没有向学校公开本次调查的结果。学校任何时候都看不到个人的答卷。",
                            "The provincial office does not share this campaign's results with schools. "
                                    + "Schools never see anybody's single answers."));
            case SnapshotResult.TooFew(var received, var needed) -> Optional.of(tooFew(received, needed));
        };
    }

    private Words tooFew(int received, int needed) {
        var people = people();
        return new Words(
                "已收到 %d 份%s答卷；满 %d 份才显示汇总结果，还差 %d 份。这样谁的答案都不会被看出来。"
                        .formatted(received, people.zh(), needed, needed - received),
                ("%d responses of %s are there; results show once there are %d, so %d are missing. "
                        + "That way nobody's answers can be told.")
                        .formatted(received, people.en(), needed, needed - received));
    }

    /// The respondents who answered.
    public Words people() {
        return People.words(role);
    }

    /// The results; empty where they are not shown.
    public Optional<SnapshotResult.Shown> seen() {
        return look instanceof SnapshotResult.Shown seen ? Optional.of(seen) : Optional.empty();
    }

    /// A question's heading.
    public String heading(QuestionResult question) {
        return definition.question(question.id())
                .map(asked -> asked.number() + ". " + asked.text())
                .orElse(question.id());
    }

    /// An option's wording.
    public String label(QuestionResult question, OptionResult option) {
        return definition.question(question.id())
                .map(asked -> asked.options().get(option.code()))
                .map(Option::label)
                .orElse("");
    }

    /// The questions with options; texts are never shown.
    public List<QuestionResult> questions() {
        return seen().stream()
                .flatMap(seen -> seen.questions().stream())
                .filter(question -> question.options() != null)
                .toList();
    }

    public int smallestCell() {
        return SchoolResults.MIN_CELL;
    }
}
