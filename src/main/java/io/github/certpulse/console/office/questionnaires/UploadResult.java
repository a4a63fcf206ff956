package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.xlsform.FormReading.Warning;
import io.github.certpulse.survey.xlsform.FormViolation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The result of reading an uploaded workbook that is not published yet.
public sealed interface UploadResult {

    /// @param definition the questionnaire, with the version number that it would get
    /// @param before     the latest version; empty for a new questionnaire
    /// @param isOther    whether this differs from the questionnaire that the person has agreed to publish
    /// @param warnings   what was left out of the workbook or read otherwise
    record Valid(Definition definition, Optional<Definition> before, boolean isOther, List<Warning> warnings)
            implements UploadResult {
        public Valid {
            warnings = List.copyOf(warnings);
        }

        /// A text that changes with the content and the version number of the questionnaire. Nothing is stored between
        /// preview and publishing: the browser sends the workbook again, and the mark shows whether it is still what
        /// the person has seen.
        public String mark() {
            return mark(definition);
        }

        static String mark(Definition definition) {
            return UUID.nameUUIDFromBytes(Json.canonical(definition.asJson())).toString();
        }
    }

    /// @param file the name of the uploaded file
    record Invalid(String file, List<FormViolation> violations) implements UploadResult {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }
}
