package io.github.certpulse.access.respondent;

import io.micronaut.serde.annotation.Serdeable;

/// A respondent's token, as RFC 6750 has it.
///
/// @param expiresIn seconds
@Serdeable
public record AccessToken(String accessToken, String tokenType, long expiresIn) {}
