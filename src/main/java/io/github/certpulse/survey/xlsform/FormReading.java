package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.questionnaire.Definition;
import java.util.List;

/// The result of reading a workbook: a whole questionnaire or none.
public sealed interface FormReading {

    /// A valid definition.
    ///
    /// @param versionStated whether the settings state a version; otherwise the definition's version is 1
    /// @param settingsRow   the row of the settings, for violations that are found later
    record Readable(Definition definition, boolean versionStated, int settingsRow) implements FormReading {}

    /// All violations, by sheet and row; at most 1,000. If there are more, the last one is `more-faults`.
    record Invalid(List<FormViolation> violations) implements FormReading {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }
}
