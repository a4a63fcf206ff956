package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.survey.questionnaire.Definition;
import java.util.Optional;

/// The page on which a workbook is uploaded.
///
/// @param latest the latest version of the questionnaire that gets a new version; empty for a new questionnaire
public record UploadPage(Optional<Definition> latest) {}
