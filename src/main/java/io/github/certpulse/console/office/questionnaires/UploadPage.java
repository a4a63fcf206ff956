package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.survey.questionnaire.Definition;
import java.util.Optional;

/// Where a workbook is handed in.
///
/// @param latest the questionnaire of which a new version is to be made; empty for a new questionnaire
public record UploadPage(Optional<Definition> latest) {}
