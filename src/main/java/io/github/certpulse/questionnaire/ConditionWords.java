package io.github.certpulse.questionnaire;

import io.github.certpulse.problem.Words;
import io.github.certpulse.questionnaire.Question.Kind;
import io.github.certpulse.questionnaire.Question.Option;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Conditions as a person says them. Chinese quotes the options' wording, English their letters only: the official wording is
/// Chinese.
///
/// @param questions by id; every question that a condition looks at is among them
record ConditionWords(Map<String, Question> questions) {

    /// 第7题选“A 是”, `question 7 is A`; 总是, `always`.
    Words of(Condition condition) {
        return switch (condition) {
            case Condition.Always() -> new Words("总是", "always");
            case Condition.Never() -> new Words("从不", "never");
            case Condition.In in -> choice(in);
            case Condition.All(var conditions) -> joined(conditions, "且", " and ");
            case Condition.Any(var conditions) -> joined(conditions, "或", " or ");
            case Condition.Not(var inner) -> {
                var words = of(inner);
                yield new Words("并非（" + words.zh() + "）", "not (" + words.en() + ")");
            }
        };
    }

    /// 必答, 选答, or 第14题选“A 是”时必答.
    Words requirement(Condition condition) {
        return switch (condition) {
            case Condition.Always() -> new Words("必答", "required");
            case Condition.Never() -> new Words("选答", "optional");
            case Condition.In _, Condition.All _, Condition.Any _, Condition.Not _ -> {
                var words = of(condition);
                yield new Words(words.zh() + "时必答", "required where " + words.en());
            }
        };
    }

    private Words choice(Condition.In in) {
        var question = questions.get(in.question());
        var options = question.options().values().stream().filter(option -> in.options().contains(option.code())).toList();
        var zh = options.stream().map(option -> "“" + option.code() + " " + option.label() + "”").collect(Collectors.joining("、"));
        var en = options.stream().map(Option::code).collect(Collectors.joining(", "));
        boolean several = options.size() > 1;
        boolean multiple = question.kind() instanceof Kind.Multiple;
        return new Words(
                "第%d题%s%s%s".formatted(question.number(), multiple ? "选有" : "选", zh, several ? "之一" : ""),
                "question %d %s %s%s".formatted(question.number(), multiple ? "includes" : "is", several ? "one of " : "", en));
    }

    private Words joined(List<Condition> conditions, String zh, String en) {
        if (conditions.size() == 1) {
            return of(conditions.getFirst());
        }
        var parts = conditions.stream().map(this::part).toList();
        return new Words(
                parts.stream().map(Words::zh).collect(Collectors.joining(zh)),
                parts.stream().map(Words::en).collect(Collectors.joining(en)));
    }

    private Words part(Condition condition) {
        var words = of(condition);
        return switch (condition) {
            case Condition.All _, Condition.Any _ -> new Words("（" + words.zh() + "）", "(" + words.en() + ")");
            case Condition.Always _, Condition.Never _, Condition.In _, Condition.Not _ -> words;
        };
    }
}
