package io.github.certpulse.platform.problem;

import io.micronaut.serde.annotation.Serdeable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The document of a problem (RFC 9457), in the reader's language.
public final class ProblemDocument {
    private ProblemDocument() {}

    /// A violation in the reader's language.
    @Serdeable
    record ShownViolation(String field, String code, String message) {}

    /// The members of the document, by name.
    public static Map<String, Object> of(ProblemException exception, Locale language) {
        var problem = exception.problem();
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "urn:certpulse:problem:" + problem.code());
        document.put("title", problem.title().in(language));
        document.put("status", problem.status());
        document.put("detail", exception.detail().orElse(problem.title()).in(language));
        document.put("code", problem.code());
        document.putAll(exception.members());
        if (!exception.violations().isEmpty()) {
            document.put(
                    "violations",
                    exception.violations()
                            .stream()
                            .map(
                                    violation -> new ShownViolation(
                                            violation.field(),
                                            violation.code(),
                                            violation.message().in(language)))
                            .toList());
        }
        return document;
    }
}
