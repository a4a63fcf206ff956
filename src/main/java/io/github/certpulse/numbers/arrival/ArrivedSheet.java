package io.github.certpulse.numbers.arrival;

import io.github.certpulse.survey.questionnaire.Role;

/// What the patterns look at of a sheet.
///
/// @param source        64 bits that are equal for sheets from the same place and browser family; 0 if not known
/// @param second        when it was received, in seconds since 1970-01-01T00:00Z
/// @param serverSeconds from when the respondent was first seen until it was received; negative if not known
public record ArrivedSheet(long school, Role role, long source, long second, int serverSeconds) {}
