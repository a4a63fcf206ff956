package io.github.certpulse.intake.storing;

import io.github.certpulse.platform.secret.Seal.Sealed;

/// A contact to store beside a response, with nothing that leads to it.
///
/// @param link   16 bytes that only the respondent's own request can compute
/// @param sealed name and phone, encrypted and bound to the link
public record LeftContact(byte[] link, Sealed sealed) {}
