package io.github.certpulse.intake.response;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.source.Source;
import java.util.Optional;

/// Who sends a sheet, and from where.
///
/// @param source empty if it is not known, and for sheets that were not sent
record Sender(Respondent respondent, Optional<Source> source) {}
