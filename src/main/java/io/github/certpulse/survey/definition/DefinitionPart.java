package io.github.certpulse.survey.definition;

import io.github.certpulse.platform.json.JsonType;
import io.github.certpulse.survey.questionnaire.WhiteSpace;
import io.micronaut.json.tree.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// One object of a definition in JSON, with its place in words for the author.
final class DefinitionPart {
    private final String where;
    private final JsonNode json;
    private final List<String> violations;

    /// @param violations    the list to which this part's violations are added
    /// @param allowedFields the fields that the object may have
    DefinitionPart(String where, JsonNode json, List<String> violations, String... allowedFields) {
        this.where = where;
        this.json = json;
        this.violations = violations;
        if (json.isObject()) {
            for (var entry : json.entries()) {
                if (!List.of(allowedFields).contains(entry.getKey())) {
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

    void report(String problem) {
        violations.add(where + " " + problem);
    }

    Optional<JsonNode> field(String name) {
        return json.isObject() ? Optional.ofNullable(json.get(name)) : Optional.empty();
    }

    Optional<String> string(String name) {
        return field(name).flatMap(JsonType.text()::read);
    }

    String text(String name) {
        var text = string(name).filter(value -> !WhiteSpace.isBlank(value));
        if (text.isEmpty()) {
            report("needs words in " + name);
        }
        return text.orElse("");
    }

    String name(String name, Pattern form) {
        var text = string(name).orElse("");
        if (!form.matcher(text).matches()) {
            report("needs a " + name + " of the form " + form);
        }
        return text;
    }

    int number(String name, int min, int max) {
        var number = field(name).flatMap(JsonType.wholeNumber(min, max)::read);
        if (number.isEmpty()) {
            report("needs a whole number from " + min + " to " + max + " in " + name);
        }
        return number.orElse(min);
    }

    boolean flag(String name, JsonNode value) {
        var flag = JsonType.flag().read(value);
        if (flag.isEmpty()) {
            report("needs true or false in " + name);
        }
        return flag.orElse(false);
    }

    <T> Optional<T> choice(String name, T[] values, Function<T, String> toText) {
        var chosen = field(name).flatMap(JsonType.oneOf(values, toText)::read);
        if (chosen.isEmpty()) {
            report("needs one of " + Arrays.stream(values).map(toText).toList() + " in " + name);
        }
        return chosen;
    }

    List<JsonNode> list(String name) {
        var items = field(name).flatMap(JsonType.items()::read).orElse(List.of());
        if (items.isEmpty()) {
            report("needs at least one entry in " + name);
        }
        return items;
    }
}
