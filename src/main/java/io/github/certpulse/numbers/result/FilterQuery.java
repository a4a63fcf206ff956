package io.github.certpulse.numbers.result;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.FieldReader;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.json.JsonType;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.QueryValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A filter as query parameters. Blank parameters, which forms send, count as missing.
///
/// @param school      an id
/// @param certificate a certificate's name
/// @param quality     `all` (also without it) or `unflagged`
/// @param minCell     the smallest count to be shown, for numbers that will be published
@Introspected
public record FilterQuery(
        @Nullable @QueryValue String role,
        @Nullable @QueryValue String city,
        @Nullable @QueryValue String level,
        @Nullable @QueryValue String route,
        @Nullable @QueryValue String school,
        @Nullable @QueryValue String certificate,
        @Nullable @QueryValue String quality,
        @Nullable @QueryValue String minCell) {
    /// The largest allowed `minCell`.
    public static final int MAX_MIN_CELL = 100;

    private static final JsonType<Role> ROLE = JsonType.oneOf(Role.values());
    private static final FieldRule ROLE_RULE =
            new FieldRule("invalid", "须为 TEACHER 或 STUDENT", "must be TEACHER or STUDENT");
    private static final JsonType<Long> SCHOOL = value -> JsonType.text().read(value).flatMap(Ids::parse);
    private static final FieldRule SCHOOL_RULE = new FieldRule("invalid", "没有这所学校", "no such school");
    private static final JsonType<Integer> MIN_CELL = value -> JsonType.text()
            .read(value)
            .filter(text -> text.matches("[1-9][0-9]{0,2}"))
            .map(Integer::valueOf)
            .filter(number -> number <= MAX_MIN_CELL);
    private static final FieldRule MIN_CELL_RULE = new FieldRule(
            "invalid",
            new Words("须为 1 到 %d 的整数", "must be a whole number from 1 to %d").with(MAX_MIN_CELL));
    /// Every text passes.
    private static final FieldRule ANY = new FieldRule("invalid", "须为文字", "must be a text");

    /// The filter; `role` is required.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid` with every violation
    public Filter filter() {
        var fields = fields();
        var parsed = fields.required("role", ROLE, ROLE_RULE);
        return filter(fields, parsed.orElse(Role.TEACHER));
    }

    /// The same filter for a role other than the `role` parameter.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid` with every violation
    public Filter filter(Role role) {
        return filter(fields(), role);
    }

    /// The `role` parameter, if there is one.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    public Optional<Role> parseRole() {
        var fields = fields();
        var parsed = fields.optional("role", ROLE, ROLE_RULE);
        refuseViolations(fields);
        return parsed;
    }

    /// The parameters by name, as the client wrote them; without `minCell`.
    public Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, "role", role);
        put(parameters, "city", city);
        put(parameters, "level", level);
        put(parameters, "route", route);
        put(parameters, "school", school);
        put(parameters, "certificate", certificate);
        put(parameters, "quality", quality);
        return parameters;
    }

    /// The `minCell` parameter; 1, which hides nothing, if there is none.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    public int smallestCell() {
        var fields = fields();
        var smallest = fields.optional("minCell", MIN_CELL, MIN_CELL_RULE);
        refuseViolations(fields);
        return smallest.orElse(1);
    }

    private static Filter filter(FieldReader fields, Role role) {
        var filter = new Filter(
                role,
                fields.optional("city", JsonType.text(), ANY),
                fields.optional("level", JsonType.text(), ANY),
                fields.optional("route", JsonType.text(), ANY),
                fields.optional("school", SCHOOL, SCHOOL_RULE),
                fields.optional("certificate", JsonType.text(), ANY),
                fields.optional("quality", Quality.TYPE, Quality.RULE).orElse(Quality.ALL));
        refuseViolations(fields);
        return filter;
    }

    private FieldReader fields() {
        var parameters = parameters();
        put(parameters, "minCell", minCell);
        return FieldReader.fromParameters(parameters);
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            parameters.put(name, value);
        }
    }

    private static void refuseViolations(FieldReader fields) {
        if (!fields.violations().isEmpty()) {
            throw Problem.PARAMETER_INVALID.with(fields.violations());
        }
    }
}
