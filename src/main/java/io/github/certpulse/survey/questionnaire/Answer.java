package io.github.certpulse.survey.questionnaire;

import io.micronaut.json.tree.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// One recorded answer to a question.
public sealed interface Answer {
    /// A single choice: the option's code.
    record One(String option) implements Answer {}

    /// A multiple choice: the options' codes in the order in which they were sent, each once.
    record Several(List<String> options) implements Answer {
        public Several {
            options = List.copyOf(options);
        }
    }

    /// The respondent's text, as written.
    record Text(String text) implements Answer {}

    /// Whether any of these options was chosen; false for a text.
    default boolean choseAnyOf(Set<String> codes) {
        return switch (this) {
            case One(var option) -> codes.contains(option);
            case Several(var options) -> !Collections.disjoint(codes, options);
            case Text _ -> false;
        };
    }

    /// The answer as in a sheet: a string, or an array of strings for a multiple choice.
    default JsonNode asJson() {
        return switch (this) {
            case One(var option) -> JsonNode.createStringNode(option);
            case Several(var options) ->
                    JsonNode.createArrayNode(options.stream().map(JsonNode::createStringNode).toList());
            case Text(var text) -> JsonNode.createStringNode(text);
        };
    }
}
