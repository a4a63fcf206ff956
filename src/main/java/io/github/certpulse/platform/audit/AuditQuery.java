package io.github.certpulse.platform.audit;

import io.github.certpulse.platform.json.FieldReader;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.json.JsonType;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.sql.LikePattern;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.QueryValue;
import java.time.Instant;
import java.util.HashMap;

/// The parameters of a search in the audit trail. An empty parameter does not restrict the search.
///
/// @param username the exact text; so are action and target
/// @param from     ISO-8601 with an offset, inclusive
/// @param to       the same, exclusive
/// @param q        a part of user name, action, target or facts, in upper or lower case
@Introspected
public record AuditQuery(
        @Nullable @QueryValue String username,
        @Nullable @QueryValue String action,
        @Nullable @QueryValue String target,
        @Nullable @QueryValue String from,
        @Nullable @QueryValue String to,
        @Nullable @QueryValue String q) {
    /// The maximum of each text, in characters.
    static final int MAX_LENGTH = 200;

    /// The checked search for the database; null does not restrict it.
    public record Criteria(
            @Nullable String username,
            @Nullable String action,
            @Nullable String target,
            @Nullable Instant since,
            @Nullable Instant before,
            @Nullable String like) {}

    /// Checks the search.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid` with every violation
    public Criteria criteria() {
        var parameters = new HashMap<String, @Nullable String>();
        parameters.put("username", username);
        parameters.put("action", action);
        parameters.put("target", target);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("q", q);
        var fields = FieldReader.fromParameters(parameters);
        var text = fields.text("q", MAX_LENGTH);
        var criteria = new Criteria(
                fields.text("username", MAX_LENGTH).orElse(null),
                fields.text("action", MAX_LENGTH).orElse(null),
                fields.text("target", MAX_LENGTH).orElse(null),
                fields.optional("from", JsonType.timeInAddress(), FieldRule.TIME).orElse(null),
                fields.optional("to", JsonType.timeInAddress(), FieldRule.TIME).orElse(null),
                text.map(LikePattern::containing).orElse(null));
        if (!fields.violations().isEmpty()) {
            throw Problem.PARAMETER_INVALID.with(fields.violations());
        }
        return criteria;
    }
}
