package io.github.certpulse.platform.audit;

import io.github.certpulse.platform.database.LikePattern;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.QueryValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// What somebody looks for in the trail, as it stands in an address. What a form sends empty is not asked about.
///
/// @param username exactly; so are action and target
/// @param from     ISO-8601 with an offset, inclusive
/// @param to       the same, exclusive
/// @param q        occurs in user name, action, target or facts, in whatever case
@Introspected
public record AuditQuery(
        @Nullable @QueryValue String username,
        @Nullable @QueryValue String action,
        @Nullable @QueryValue String target,
        @Nullable @QueryValue String from,
        @Nullable @QueryValue String to,
        @Nullable @QueryValue String q) {
    /// Of each text, in characters.
    static final int MAX_LENGTH = 200;

    /// The same, ready to be looked for; null is not asked about.
    public record Wanted(
            @Nullable String username,
            @Nullable String action,
            @Nullable String target,
            @Nullable Instant since,
            @Nullable Instant before,
            @Nullable String like) {}

    /// The question, checked.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid` with every violation
    public Wanted wanted() {
        var violations = new ArrayList<Violation>();
        var text = text(q, "q", violations);
        var wanted = new Wanted(
                text(username, "username", violations),
                text(action, "action", violations),
                text(target, "target", violations),
                time(from, "from", violations),
                time(to, "to", violations),
                text == null ? null : LikePattern.containing(text));
        if (!violations.isEmpty()) {
            throw Problem.PARAMETER_INVALID.with(violations);
        }
        return wanted;
    }

    private static @Nullable String text(@Nullable String value, String field, List<Violation> violations) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > MAX_LENGTH) {
            violations.add(
                    new Violation(
                            field,
                            "too-long",
                            new Words("不能超过 %d 个字", "at most %d characters").with(MAX_LENGTH)));
        }
        return value.strip();
    }

    private static @Nullable Instant time(@Nullable String value, String field, List<Violation> violations) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            // A plus that was not encoded arrives as a space.
            var time = OffsetDateTime.parse(value.strip().replace(' ', '+'));
            if (time.getYear() >= 1970 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // Told below, like one that no calendar of ours reaches.
        }
        violations.add(
                new Violation(
                        field,
                        "not-a-time",
                        new Words(
                                "须为带时区的时间，例如 2026-11-20T08:00:00+08:00",
                                "must be a time with an offset, such as 2026-11-20T08:00:00+08:00")));
        return null;
    }
}
