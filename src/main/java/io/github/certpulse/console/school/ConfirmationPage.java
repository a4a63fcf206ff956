package io.github.certpulse.console.school;

import io.github.certpulse.survey.completion.Completions.ConfirmedCompletion;
import java.util.Optional;

/// What a receipt stands for.
///
/// @param confirmed empty where there is no such receipt, or the declaration was withdrawn
public record ConfirmationPage(Optional<ConfirmedCompletion> confirmed) {}
