package io.github.certpulse.survey.definition;

import io.github.certpulse.survey.questionnaire.WhiteSpace;
import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// One object of a definition in JSON, and the words by which its author finds it.
final class DefinitionPart {
    private final String where;
    private final JsonNode json;
    private final List<String> violations;

    /// @param violations to which those of this part are added
    /// @param known      the fields that there may be
    DefinitionPart(String where, JsonNode json, List<String> violations, String... known) {
        this.where = where;
        this.json = json;
        this.violations = violations;
        if (json.isObject()) {
            for (var entry : json.entries()) {
                if (!List.of(known).contains(entry.getKey())) {
                    report("has an unknown field " + entry.getKey());
                }
            }
        } else {
            report("must be an object");
        }
    }

    String where() {
        return where;
    }

    void report(String what) {
        violations.add(where + " " + what);
    }

    Optional<JsonNode> field(String name) {
        return json.isObject() ? Optional.ofNullable(json.get(name)) : Optional.empty();
    }

    Optional<String> string(String name) {
        return field(name).filter(JsonNode::isString).map(JsonNode::getStringValue);
    }

    String text(String name) {
        var text = string(name).filter(value -> !WhiteSpace.isBlank(value));
        if (text.isEmpty()) {
            report("needs words in " + name);
        }
        return text.orElse("");
    }

    String name(String name, Pattern shape) {
        var text = string(name).orElse("");
        if (!shape.matcher(text).matches()) {
            report("needs a " + name + " of the form " + shape);
        }
        return text;
    }

    int number(String name, int least, int most) {
        var number = field(name).filter(JsonNode::isNumber)
                .map(JsonNode::getBigDecimalValue)
                .orElse(BigDecimal.valueOf(-1));
        if (number.stripTrailingZeros().scale() > 0
                || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            report("needs a whole number from " + least + " to " + most + " in " + name);
            return least;
        }
        return number.intValueExact();
    }

    boolean flag(String name, JsonNode value) {
        if (!value.isBoolean()) {
            report("needs true or false in " + name);
        }
        return value.isBoolean() && value.getBooleanValue();
    }

    <T> Optional<T> choice(String name, T[] values, Function<T, String> word) {
        var text = string(name).orElse("");
        var chosen = Arrays.stream(values).filter(value -> word.apply(value).equals(text)).findFirst();
        if (chosen.isEmpty()) {
            report("needs one of " + Arrays.stream(values).map(word).toList() + " in " + name);
        }
        return chosen;
    }

    List<JsonNode> list(String name) {
        var items = field(name).filter(JsonNode::isArray)
                .map(array -> StreamSupport.stream(array.values().spliterator(), false).toList())
                .orElse(List.of());
        if (items.isEmpty()) {
            report("needs at least one entry in " + name);
        }
        return items;
    }
}
