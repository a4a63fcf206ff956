package io.github.certpulse.survey.publishing;

import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.xlsform.FormViolation;
import java.util.List;
import java.util.Optional;

/// The result of publishing a questionnaire from a workbook.
public sealed interface Publication {

    /// @param definition with the version that it has, or would have, after publishing
    /// @param follows    the latest version before it; empty for a new questionnaire
    record Valid(Definition definition, Optional<Integer> follows) implements Publication {}

    record Invalid(List<FormViolation> violations) implements Publication {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }
}
