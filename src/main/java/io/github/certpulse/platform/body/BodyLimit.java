package io.github.certpulse.platform.body;

import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How long the body of a request may be, by its route. Nobody else has a number for it.
public enum BodyLimit {
    /// A roster or a questionnaire's workbook, with what a form puts around it: some more than their readers take.
    FILE(
            24 * 1024 * 1024,
            List.of(
                    "/api/v1/campaigns/[^/]+/roster",
                    "/office/campaigns/[^/]+/roster",
                    "/api/v1/questionnaires",
                    "/office/questionnaires/new(/publication)?")),
    /// JSON or a form, everywhere else.
    FORM(64 * 1024, List.of(".*"));

    private final int bytes;
    private final Pattern routes;

    BodyLimit(int bytes, List<String> routes) {
        this.bytes = bytes;
        this.routes = Pattern.compile(String.join("|", routes));
    }

    /// The limit of a route.
    ///
    /// @param target what the request's first line names: a path, maybe with a query
    public static BodyLimit of(String target) {
        var path = target.split("[?#]", 2)[0];
        return Stream.of(values()).filter(limit -> limit.routes.matcher(path).matches()).findFirst().orElse(FORM);
    }

    public int bytes() {
        return bytes;
    }

    ProblemException exceeded() {
        var most = bytes / 1024;
        return Problem.TOO_LARGE
                .because("内容不能超过 %d KiB".formatted(most), "The content takes at most %d KiB".formatted(most));
    }
}
