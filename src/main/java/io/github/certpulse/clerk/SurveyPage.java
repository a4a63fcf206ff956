package io.github.certpulse.clerk;

import io.github.certpulse.poster.Poster;

/// A school's page.
///
/// @param poster with both codes
public record SurveyPage(StandingPart part, Poster poster) {}
