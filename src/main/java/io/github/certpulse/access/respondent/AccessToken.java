package io.github.certpulse.access.respondent;

import io.micronaut.serde.annotation.Serdeable;

/// A respondent's token (RFC 6750).
///
/// @param expiresIn seconds
@Serdeable
public record AccessToken(String accessToken, String tokenType, long expiresIn) {}
