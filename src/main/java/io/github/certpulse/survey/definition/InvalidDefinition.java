package io.github.certpulse.survey.definition;

import java.util.List;

/// A definition that breaks rules; the message lists every violation.
public final class InvalidDefinition extends RuntimeException {
    private final transient List<String> violations;

    InvalidDefinition(String code, int version, List<String> violations) {
        super(
                "Questionnaire %s version %d has faults:\n- %s"
                        .formatted(code, version, String.join("\n- ", violations)));
        this.violations = List.copyOf(violations);
    }

    public List<String> violations() {
        return violations;
    }
}
