package io.github.certpulse.faults.server;

/// What a double in front of the service does wrong, so that the harness shows that it would see it.
public enum Dishonesty {
    /// Acknowledges a sheet and then does not hand it on: as if the commit came after the answer, and never did.
    ACKNOWLEDGES_BEFORE_THE_COMMIT,
    /// Acknowledges several sheets that come together, and does not hand the last of them on.
    LOSES_ONE_OF_SEVERAL,
    /// Hands in an acknowledged sheet once more, under another id and as another person.
    STORES_TWICE,
    /// Hands in a sheet and says that it was refused.
    REFUSES_WHAT_IT_HAS_STORED,
    /// Hands in another sheet than it was given, under the same id.
    STORES_SOMETHING_ELSE,
    /// Answers a retry with another receipt than the first time.
    CHANGES_RECEIPTS,
    /// Says that more was received than is stored.
    COUNTS_TOO_HIGH,
    /// Says what had been received when it began, and never more.
    STOPS_COUNTING
}
