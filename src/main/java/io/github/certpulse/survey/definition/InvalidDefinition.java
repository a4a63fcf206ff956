package io.github.certpulse.survey.definition;

import java.util.List;

/// A definition has violations; the message lists all of them.
public final class InvalidDefinition extends RuntimeException {
    private final transient List<String> violations;

    InvalidDefinition(String code, int version, List<String> violations) {
        super(
                "Questionnaire %s version %d has violations:\n- %s"
                        .formatted(code, version, String.join("\n- ", violations)));
        this.violations = List.copyOf(violations);
    }

    public List<String> violations() {
        return violations;
    }
}
