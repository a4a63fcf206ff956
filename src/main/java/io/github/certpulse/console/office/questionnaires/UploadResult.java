package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.xlsform.FormViolation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What became of an uploaded workbook that is not published yet.
public sealed interface UploadResult {

    /// @param definition under the version that it would get
    /// @param before     the latest version; empty for a new questionnaire
    /// @param isOther    whether somebody agreed to publish another one than this
    record Valid(Definition definition, Optional<Definition> before, boolean isOther) implements UploadResult {

        /// Changes with whatever would be published, the version's number included. Nothing is stored between preview
        /// and publishing: the browser sends the workbook again, and this says whether it still is what the person has
        /// seen.
        public String mark() {
            return mark(definition);
        }

        static String mark(Definition definition) {
            return UUID.nameUUIDFromBytes(Json.canonical(definition.asJson())).toString();
        }
    }

    /// @param file the name of the file at violation
    record Invalid(String file, List<FormViolation> violations) implements UploadResult {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }
}
