package io.github.certpulse.intake.response;

import io.github.certpulse.access.respondent.Respondent;
import java.util.UUID;

/// One request to hand in a sheet.
///
/// @param address where the request came from; only for limits
record Attempt(Respondent respondent, String address, UUID id, SubmittedSheet sheet) {}
