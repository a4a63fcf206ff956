package io.github.certpulse.faults.check;

/// Something that must never be seen, except in a control.
public enum Finding {
    /// Acknowledged, but not in the database, or there with another content.
    LOST,
    /// In the database more than once, or nobody has sent it.
    DOUBLED,
    /// Refused, but in the database.
    REFUSED_BUT_STORED,
    /// The same sheet has got different receipts.
    INCONSISTENT,
    /// No order of the answers explains them ([io.github.certpulse.testing.history.IntakeModel]).
    NOT_LINEARIZABLE,
    /// An answer that the sheet should not get.
    WRONG_ANSWER,
    /// More than the cap is stored, or another number of places is taken than are.
    OVER_THE_CAP,
    /// More was shown than is stored.
    ABOVE,
    /// Ten seconds after healing, counts differ from the database.
    COUNTS_LATE,
    /// Ten seconds after healing, no sheet was acknowledged; or sheets have no outcome at the end.
    NOT_ANSWERING,
    /// Nothing was stored for longer than a cluster may need to heal.
    PAUSED,
    /// The copies of the database differ.
    COPIES_DIFFER,
    /// Many more threads than before.
    THREADS,
    /// Much more memory than before.
    HEAP,
    /// The fault had no effect that clients or the process could feel, so the run proves nothing.
    NOT_FELT,
    /// The load or the fault itself failed.
    BROKEN
}
