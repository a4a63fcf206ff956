package io.github.certpulse.access.account;

/// Says that an account's rights or password change in the current transaction, so that nobody relies on what was read
/// before.
public record AccountChanged(long accountId) {}
