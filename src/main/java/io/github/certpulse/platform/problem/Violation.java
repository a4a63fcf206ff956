package io.github.certpulse.platform.problem;

import static java.util.Objects.requireNonNull;

/// One field of a request that breaks a rule.
///
/// @param field   the field's name as the client sent it: a question's id, `contact.phone`, `quota.perSchool.teachers`
/// @param code    what is wrong, stable and kebab-case
/// @param message the same for people
public record Violation(String field, String code, Words message) {

    public Violation {
        requireNonNull(field);
        requireNonNull(code);
        requireNonNull(message);
    }
}
