package io.github.certpulse.access.respondent;

import io.micronaut.serde.annotation.Serdeable;

/// A respondent's token (RFC 6750).
///
/// @param expiresIn seconds
/// @param seen      for a client without cookies: to be kept, and sent with the next login, so that the service knows
///                  that it has seen this respondent before
@Serdeable
public record AccessToken(String accessToken, String tokenType, long expiresIn, String seen) {}
