package io.github.certpulse.platform.json;

import io.github.certpulse.platform.problem.Violation;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the fields of a JSON object and collects all violations, so that the client sees them at once. A field's name
/// is the path of members joined by dots; a field that is null counts as absent. Not safe for several threads.
public final class FieldReader {
    private final JsonNode object;
    private final List<Violation> violations = new ArrayList<>();

    public FieldReader(JsonNode object) {
        this.object = object;
    }

    /// Reads the parameters of an address, which are texts. A blank parameter counts as absent.
    public static FieldReader fromParameters(Map<String, @Nullable String> parameters) {
        var members = new LinkedHashMap<String, JsonNode>();
        parameters.forEach((name, value) -> {
            if (value != null && !value.isBlank()) {
                members.put(name, JsonNode.createStringNode(value));
            }
        });
        return new FieldReader(JsonNode.createObjectNode(members));
    }

    /// A field's value of a type; empty where it is absent, and where it is of another type, which violates the rule.
    public <T> Optional<T> optional(String field, JsonType<T> type, FieldRule rule) {
        return value(field).flatMap(value -> read(field, value, type, rule));
    }

    /// A field's value of a type; empty where it is absent or of another type, which both violate the rule.
    public <T> Optional<T> required(String field, JsonType<T> type, FieldRule rule) {
        var value = value(field);
        if (value.isEmpty()) {
            report(field, rule);
        }
        return value.flatMap(present -> read(field, present, type, rule));
    }

    /// A text without white space around it; empty where it is absent. A text that is too long is reported and
    /// returned.
    public Optional<String> text(String field, int maxLength) {
        return optional(field, JsonType.text(), FieldRule.REQUIRED_TEXT).map(text -> checked(field, text, maxLength));
    }

    /// The same where a text must not be absent or blank.
    public Optional<String> requiredText(String field, int maxLength) {
        JsonType<String> notBlank = value -> JsonType.text().read(value).filter(text -> !text.isBlank());
        return required(field, notBlank, FieldRule.REQUIRED_TEXT).map(text -> checked(field, text, maxLength));
    }

    public void report(String field, FieldRule rule) {
        violations.add(rule.at(field));
    }

    /// All violations, in the order in which the fields were read.
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    private String checked(String field, String text, int maxLength) {
        var stripped = text.strip();
        if (stripped.length() > maxLength) {
            report(field, FieldRule.maxLength(maxLength));
        }
        return stripped;
    }

    private <T> Optional<T> read(String field, JsonNode value, JsonType<T> type, FieldRule rule) {
        var read = type.read(value);
        if (read.isEmpty()) {
            report(field, rule);
        }
        return read;
    }

    private Optional<JsonNode> value(String field) {
        var value = object;
        for (var name : field.split("\\.")) {
            if (value == null) {
                return Optional.empty();
            }
            if (!value.isObject()) {
                report(field, FieldRule.WITHIN_AN_OBJECT);
                return Optional.empty();
            }
            value = value.get(name);
        }
        return Optional.ofNullable(value).filter(found -> !found.isNull());
    }
}
