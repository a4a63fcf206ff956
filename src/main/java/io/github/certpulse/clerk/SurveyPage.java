package io.github.certpulse.clerk;

import io.github.certpulse.entry.PublicUrl.LocalAddress;
import io.github.certpulse.poster.Poster;
import java.util.Optional;

/// A school's page.
///
/// @param poster with both codes
public record SurveyPage(StandingPart part, Poster poster, Optional<LocalAddress> local) {}
