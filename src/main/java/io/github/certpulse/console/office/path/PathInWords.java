package io.github.certpulse.console.office.path;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.codebook.Codebook.Variable;
import io.github.certpulse.survey.codebook.Codebook;
import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The path through a questionnaire in words: when each question is asked, and which answers skip questions.
public record PathInWords(List<Step> steps) {

    /// @param askedWhen  the whole condition, such as 第7题选“A 是”
    /// @param required   the whole condition, such as 必答
    /// @param conditions the conditions on other questions, in short; empty for most questions
    public record Step(Question question, Words askedWhen, Words required, List<Words> conditions, List<Skip> skips) {
        public Step {
            conditions = List.copyOf(conditions);
            skips = List.copyOf(skips);
        }
    }

    /// Answers that skip the questions up to another one.
    ///
    /// @param words such as 选B跳到第10题
    /// @param to    the next question that is asked; empty for the end
    public record Skip(Words words, Optional<Question> to) {}

    public PathInWords {
        steps = List.copyOf(steps);
    }

    public static PathInWords from(Definition definition) {
        var words = Codebook.from(definition)
                .variables()
                .stream()
                .collect(Collectors.toMap(Variable::question, Function.identity(), (first, _) -> first));
        return new PathInWords(
                definition.questions()
                        .values()
                        .stream()
                        .map(
                                question -> new Step(
                                        question,
                                        Objects.requireNonNull(words.get(question.id())).askedWhen(),
                                        Objects.requireNonNull(words.get(question.id())).required(),
                                        conditions(question, definition.questions()),
                                        skips(question, definition)))
                        .toList());
    }

    private static List<Words> conditions(Question question, Map<String, Question> questions) {
        var conditions = new ArrayList<Words>();
        if (question.visibleWhen().references().findAny().isPresent()) {
            var when = brief(question.visibleWhen(), questions);
            conditions.add(new Words(when.zh() + "时才问", "asked if " + when.en()));
        }
        if (question.required().references().findAny().isPresent()) {
            var when = brief(question.required(), questions);
            conditions.add(new Words(when.zh() + "时必答", "required if " + when.en()));
        }
        return conditions;
    }

    private static Words brief(Condition condition, Map<String, Question> questions) {
        return switch (condition) {
            case Condition.Always() -> new Words("总是", "always");
            case Condition.Never() -> new Words("从不", "never");
            case Condition.In(var id, var options) -> {
                var question = Objects.requireNonNull(questions.get(id));
                var codes = question.options().keySet().stream().filter(options::contains).toList();
                yield new Words(
                        "第%d题选%s".formatted(question.number(), String.join("或", codes)),
                        "question %d is %s".formatted(question.number(), String.join(" or ", codes)));
            }
            case Condition.All(var all) -> joined(all, questions, "，且", " and ");
            case Condition.Any(var any) -> joined(any, questions, "，或", " or ");
            case Condition.Not(var not) -> {
                var inner = brief(not, questions);
                yield new Words("并非（" + inner.zh() + "）", "not (" + inner.en() + ")");
            }
        };
    }

    private static Words joined(List<Condition> conditions, Map<String, Question> questions, String zh, String en) {
        var parts = conditions.stream().map(each -> part(each, questions)).toList();
        return new Words(
                parts.stream().map(Words::zh).collect(Collectors.joining(zh)),
                parts.stream().map(Words::en).collect(Collectors.joining(en)));
    }

    private static Words part(Condition condition, Map<String, Question> questions) {
        var words = brief(condition, questions);
        return condition instanceof Condition.All || condition instanceof Condition.Any
                ? new Words("（" + words.zh() + "）", "(" + words.en() + ")")
                : words;
    }

    /// The options of a single choice that skip the questions directly after it, grouped by the next question that is
    /// asked.
    private static List<Skip> skips(Question question, Definition definition) {
        if (!(question.kind() instanceof Kind.Single(var options))) {
            return List.of();
        }
        var following =
                definition.questions().values().stream().dropWhile(each -> !each.equals(question)).skip(1).toList();
        var targets = new LinkedHashMap<Optional<Question>, List<String>>();
        for (var option : options.keySet()) {
            var next = following.stream().dropWhile(each -> isSkipped(each, question, option)).findFirst();
            if (!next.equals(following.stream().findFirst())) {
                targets.computeIfAbsent(next, _ -> new ArrayList<>()).add(option);
            }
        }
        return targets.entrySet().stream().map(each -> skip(each.getValue(), each.getKey())).toList();
    }

    private static boolean isSkipped(Question question, Question asked, String option) {
        return question.visibleWhen() instanceof Condition.In(var id, var options) && id.equals(asked.id())
                && !options.contains(option);
    }

    private static Skip skip(List<String> options, Optional<Question> to) {
        return new Skip(
                new Words(
                        "选%s跳到%s".formatted(
                                String.join("或", options),
                                to.map(next -> "第%d题".formatted(next.number())).orElse("末尾")),
                        "%s skips to %s".formatted(
                                String.join(" or ", options),
                                to.map(next -> "question " + next.number()).orElse("the end"))),
                to);
    }
}
