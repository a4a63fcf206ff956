package io.github.certpulse.numbers.answer;

import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.json.JsonType;
import io.github.certpulse.platform.problem.Problem;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Locale;

/// Whether responses of doubtful quality are counted.
public enum Quality {
    ALL,
    /// Only those that no flag marks as doubtful.
    UNFLAGGED;

    /// As in addresses: `all` or `unflagged`.
    public static final JsonType<Quality> TYPE =
            JsonType.oneOf(values(), quality -> quality.name().toLowerCase(Locale.ROOT));
    public static final FieldRule RULE = new FieldRule("invalid", "须为 all 或 unflagged", "must be all or unflagged");

    /// Reads a query parameter; `all` where it is missing or blank.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    public static Quality parse(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return ALL;
        }
        return TYPE.read(JsonNode.createStringNode(name))
                .orElseThrow(() -> Problem.PARAMETER_INVALID.with(List.of(RULE.at("quality"))));
    }
}
