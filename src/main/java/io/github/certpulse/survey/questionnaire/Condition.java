package io.github.certpulse.survey.questionnaire;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// When a question is asked, or when it must be answered. In a definition [Always] and [Never] are `true` and `false`.
public sealed interface Condition {

    /// `true`; also the condition of a question without `visibleWhen`.
    record Always() implements Condition {}

    /// `false`.
    record Never() implements Condition {}

    /// `{ "question": "q7", "in": ["A"] }`: one of these options was chosen.
    record In(String question, Set<String> options) implements Condition {
        public In {
            options = Set.copyOf(options);
        }
    }

    /// `{ "all": […] }`
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /// `{ "any": […] }`
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /// `{ "not": … }`
    record Not(Condition condition) implements Condition {}

    /// Whether the condition holds. A condition on a question without an answer is false.
    ///
    /// @param answers the answers to questions that were asked, and no others
    default boolean holds(Map<String, Answer> answers) {
        return switch (this) {
            case Always() -> true;
            case Never() -> false;
            case In(var question, var options) -> {
                var answer = answers.get(question);
                yield answer != null && answer.choseAnyOf(options);
            }
            case All(var conditions) -> !containsOneThat(false, conditions, answers);
            case Any(var conditions) -> containsOneThat(true, conditions, answers);
            case Not(var condition) -> !condition.holds(answers);
        };
    }

    private static boolean containsOneThat(boolean holds, List<Condition> conditions, Map<String, Answer> answers) {
        for (var condition : conditions) {
            if (condition.holds(answers) == holds) {
                return true;
            }
        }
        return false;
    }

    /// Every reference to another question, in written order.
    default Stream<In> references() {
        return switch (this) {
            case Always() -> Stream.empty();
            case Never() -> Stream.empty();
            case In in -> Stream.of(in);
            case All(var conditions) -> conditions.stream().flatMap(Condition::references);
            case Any(var conditions) -> conditions.stream().flatMap(Condition::references);
            case Not(var condition) -> condition.references();
        };
    }

    /// The condition as in a definition; options in the order of their codes.
    default JsonNode asJson() {
        return switch (this) {
            case Always() -> JsonNode.createBooleanNode(true);
            case Never() -> JsonNode.createBooleanNode(false);
            case In(var question, var options) -> JsonNode.createObjectNode(
                    Map.of(
                            "question",
                            JsonNode.createStringNode(question),
                            "in",
                            JsonNode.createArrayNode(
                                    options.stream().sorted().map(JsonNode::createStringNode).toList())));
            case All(var conditions) -> JsonNode.createObjectNode(
                    Map.of("all", JsonNode.createArrayNode(conditions.stream().map(Condition::asJson).toList())));
            case Any(var conditions) -> JsonNode.createObjectNode(
                    Map.of("any", JsonNode.createArrayNode(conditions.stream().map(Condition::asJson).toList())));
            case Not(var condition) -> JsonNode.createObjectNode(Map.of("not", condition.asJson()));
        };
    }

    /// Describes conditions in words. Chinese quotes the options' wording, English their letters only, because the
    /// official wording is Chinese.
    ///
    /// @param questions by id; must contain every question that a condition names
    record Wording(Map<String, Question> questions) {

        /// 第7题选“A 是”, `question 7 is A`; 总是, `always`.
        public Words describe(Condition condition) {
            return switch (condition) {
                case Always() -> new Words("总是", "always");
                case Never() -> new Words("从不", "never");
                case In in -> choice(in);
                case All(var conditions) -> joined(conditions, "且", " and ");
                case Any(var conditions) -> joined(conditions, "或", " or ");
                case Not(var inner) -> {
                    var words = describe(inner);
                    yield new Words("并非（" + words.zh() + "）", "not (" + words.en() + ")");
                }
            };
        }

        /// 必答, 选答, or 第14题选“A 是”时必答.
        public Words requirement(Condition condition) {
            return switch (condition) {
                case Always() -> new Words("必答", "required");
                case Never() -> new Words("选答", "optional");
                case In _, All _, Any _, Not _ -> {
                    var words = describe(condition);
                    yield new Words(words.zh() + "时必答", "required where " + words.en());
                }
            };
        }

        private Words choice(In in) {
            var question = Objects.requireNonNull(questions.get(in.question()));
            var options = question.options()
                    .values()
                    .stream()
                    .filter(option -> in.options().contains(option.code()))
                    .toList();
            var zh = options.stream()
                    .map(option -> "“" + option.code() + " " + option.label() + "”")
                    .collect(Collectors.joining("、"));
            var en = options.stream().map(Option::code).collect(Collectors.joining(", "));
            boolean several = options.size() > 1;
            boolean multiple = question.kind() instanceof Kind.Multiple;
            return new Words(
                    "第%d题%s%s%s".formatted(question.number(), multiple ? "选有" : "选", zh, several ? "之一" : ""),
                    "question %d %s %s%s"
                            .formatted(question.number(), multiple ? "includes" : "is", several ? "one of " : "", en));
        }

        private Words joined(List<Condition> conditions, String zh, String en) {
            if (conditions.size() == 1) {
                return describe(conditions.getFirst());
            }
            var parts = conditions.stream().map(this::part).toList();
            return new Words(
                    parts.stream().map(Words::zh).collect(Collectors.joining(zh)),
                    parts.stream().map(Words::en).collect(Collectors.joining(en)));
        }

        private Words part(Condition condition) {
            var words = describe(condition);
            return switch (condition) {
                case All _, Any _ -> new Words("（" + words.zh() + "）", "(" + words.en() + ")");
                case Always _, Never _, In _, Not _ -> words;
            };
        }
    }
}
