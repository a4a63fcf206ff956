package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.questionnaire.Definition;
import java.util.List;

/// The result of reading a workbook: a whole questionnaire or none.
public sealed interface FormReading {

    /// A definition that keeps every rule.
    ///
    /// @param versionStated whether the settings say a version; otherwise the definition's is 1
    /// @param settingsRow   where the settings stand, for what else is found wrong with them
    record Readable(Definition definition, boolean versionStated, int settingsRow) implements FormReading {}

    /// All violations, by sheet and row; at most 1,000, of which the last then says `more-faults`.
    record Invalid(List<FormViolation> violations) implements FormReading {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }
}
