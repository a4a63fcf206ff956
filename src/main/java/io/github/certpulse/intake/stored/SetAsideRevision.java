package io.github.certpulse.intake.stored;

/// How often responses of a campaign were set aside or taken back. It is counted from the rows themselves, so it needs
/// no counter and no lock, and increases with the commit of every change. Caches compare it.
public final class SetAsideRevision {
    /// The revision as an expression; `%s` is the campaign's id. It reads an index with a row for each set-aside.
    public static final String SQL =
            "(select count(a.responses) + count(a.undone_at) from set_aside a where a.campaign_id = %s)";

    private SetAsideRevision() {}
}
