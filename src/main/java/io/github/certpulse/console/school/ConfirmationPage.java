package io.github.certpulse.console.school;

import io.github.certpulse.survey.completion.Completions.ConfirmedCompletion;
import java.util.Optional;

/// The page that confirms a receipt.
///
/// @param confirmed empty where the receipt does not exist or its declaration was withdrawn
public record ConfirmationPage(Optional<ConfirmedCompletion> confirmed) {}
