package io.github.certpulse.questionnaire;

import io.github.certpulse.questionnaire.Sheet.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// When a question is asked, or must be answered. In a definition [Always] and [Never] are `true` and `false`.
public sealed interface Condition {

    /// `true`; also the `visibleWhen` of a question that has none.
    record Always() implements Condition {}

    /// `false`.
    record Never() implements Condition {}

    /// `{ "question": "q7", "in": ["A"] }`: the single choice is one of these options; of a multiple choice, any is.
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

    /// Whether the condition holds for these answers, which must be those of asked questions only: a question that is not
    /// among them satisfies nothing.
    default boolean holds(Map<String, Answer> answers) {
        return switch (this) {
            case Always() -> true;
            case Never() -> false;
            case In(var question, var options) -> answers.containsKey(question) && answers.get(question).choseAnyOf(options);
            case All(var conditions) -> conditions.stream().allMatch(each -> each.holds(answers));
            case Any(var conditions) -> conditions.stream().anyMatch(each -> each.holds(answers));
            case Not(var condition) -> !condition.holds(answers);
        };
    }

    /// Every look at another question, in the order of writing.
    default Stream<In> looks() {
        return switch (this) {
            case Always() -> Stream.empty();
            case Never() -> Stream.empty();
            case In in -> Stream.of(in);
            case All(var conditions) -> conditions.stream().flatMap(Condition::looks);
            case Any(var conditions) -> conditions.stream().flatMap(Condition::looks);
            case Not(var condition) -> condition.looks();
        };
    }
}
