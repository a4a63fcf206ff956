package io.github.certpulse.testing;

import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.Answer;
import io.github.certpulse.survey.sheet.Sheet.Checked;
import io.github.certpulse.survey.sheet.Sheet;
import io.github.certpulse.survey.sheet.SheetCheck;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Makes random sheets that pass the check of their questionnaire; the same sheets for the same seed. Earlier options
/// are likelier, with a different probability for each option, so that columns of tables differ.
public final class RandomAnswers {
    private static final List<String> WORDS = List
            .of(
                    "希望增加实训设备",
                    "建议降低考核费用",
                    "培训时间太短，内容偏多。",
                    "没有",
                    "证书与课程“融合”得还不够，\n希望继续",
                    "=很好",
                    "good, thanks",
                    "＋加强宣传");
    private final Definition definition;
    private final RandomGenerator random;

    public RandomAnswers(Definition definition, RandomGenerator random) {
        this.definition = definition;
        this.random = random;
    }

    /// One checked sheet.
    ///
    /// @param prefilled the answers that the school's properties give, by question
    public Checked.Accepted next(Map<String, String> prefilled) {
        var given = new HashMap<String, Answer>();
        var answers = new LinkedHashMap<String, JsonNode>();
        var otherTexts = new LinkedHashMap<String, JsonNode>();
        for (var question : definition.questions().values()) {
            if (question.visibleWhen().holds(given)) {
                answered(question, prefilled, given).ifPresent(answer -> {
                    given.put(question.id(), answer);
                    if (!prefilled.containsKey(question.id())) {
                        answers.put(question.id(), answer.asJson());
                    }
                    question.options()
                            .values()
                            .stream()
                            .filter(Option::otherText)
                            .map(Option::code)
                            .filter(other -> answer.choseAnyOf(Set.of(other)))
                            .forEach(_ -> otherTexts.put(question.id(), JsonNode.createStringNode(word())));
                });
            }
        }
        return switch (SheetCheck.check(definition, prefilled, new Sheet(answers, otherTexts, Map.of()))) {
            case Checked.Accepted accepted -> accepted;
            case Checked.Invalid(var violations) ->
                    throw new IllegalStateException("The generator breaks a rule: " + violations);
        };
    }

    private Optional<Answer> answered(Question question, Map<String, String> prefilled, Map<String, Answer> given) {
        if (prefilled.containsKey(question.id())) {
            var value = prefilled.get(question.id());
            return Optional.of(question.kind() instanceof Kind.Text ? new Answer.Text(value) : new Answer.One(value));
        }
        return question.required().holds(given) || random.nextInt(4) == 0 ? Optional.of(answer(question))
                : Optional.empty();
    }

    private Answer answer(Question question) {
        var codes = List.copyOf(question.options().keySet());
        return switch (question.kind()) {
            case Kind.Single _ ->
                    new Answer.One(codes.get(Math.min(random.nextInt(codes.size()), random.nextInt(codes.size()))));
            case Kind.Multiple _ -> {
                var chosen = new ArrayList<>(
                        codes.stream().filter(code -> random.nextInt(codes.indexOf(code) + 2) == 0).toList());
                yield new Answer.Several(chosen.isEmpty() ? List.of(codes.get(random.nextInt(codes.size()))) : chosen);
            }
            case Kind.Text _ -> new Answer.Text(word());
        };
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
