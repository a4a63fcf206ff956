package io.github.certpulse.numbers.result;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.QueryValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A filter as it stands in an address. What a form sends empty is not given.
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
    /// The largest count that may be asked to be hidden, plus one.
    public static final int MAX_MIN_CELL = 100;

    /// The filter, for which a role must be given.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    public Filter filter() {
        return filter(givenRole().orElseThrow(FilterQuery::roleFault));
    }

    /// The same filter for a role of one's own choice.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    public Filter filter(Role role) {
        var id = given(school)
                .map(text -> Ids.parse(text).orElseThrow(() -> fault("school", "没有这所学校", "no such school")));
        return new Filter(
                role,
                given(city),
                given(level),
                given(route),
                id,
                given(certificate),
                Quality.parse(quality));
    }

    /// The role, where one is given.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    public Optional<Role> givenRole() {
        return given(role).map(
                name -> Arrays.stream(Role.values())
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .orElseThrow(FilterQuery::roleFault));
    }

    /// What is given, by name: as the client wrote it.
    public Map<String, String> given() {
        var all = new LinkedHashMap<String, String>();
        given(role).ifPresent(value -> all.put("role", value));
        given(city).ifPresent(value -> all.put("city", value));
        given(level).ifPresent(value -> all.put("level", value));
        given(route).ifPresent(value -> all.put("route", value));
        given(school).ifPresent(value -> all.put("school", value));
        given(certificate).ifPresent(value -> all.put("certificate", value));
        given(quality).ifPresent(value -> all.put("quality", value));
        return all;
    }

    /// The smallest count to be shown; 1, which hides nothing, where none is given.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
    public int smallestCell() {
        return given(minCell).map(text -> text.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(text) : 0).map(number -> {
            if (number < 1 || number > MAX_MIN_CELL) {
                throw fault(
                        "minCell",
                        "须为 1 到 %d 的整数".formatted(MAX_MIN_CELL),
                        "must be a whole number from 1 to %d".formatted(MAX_MIN_CELL));
            }
            return number;
        }).orElse(1);
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    private static RuntimeException roleFault() {
        return fault("role", "须为 TEACHER 或 STUDENT", "must be TEACHER or STUDENT");
    }

    static RuntimeException fault(String field, String zh, String en) {
        return Problem.PARAMETER_INVALID.with(List.of(new Violation(field, "invalid", new Words(zh, en))));
    }
}
