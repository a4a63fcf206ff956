package io.github.certpulse.console.school;

import io.github.certpulse.output.poster.Poster;
import io.github.certpulse.survey.entry.PublicUrl.LocalAddress;
import java.util.Optional;

/// A school's first page.
///
/// @param poster the poster with both codes
public record SurveyPage(StandingPart part, Poster poster, WordsPart words, Optional<LocalAddress> local) {}
