package io.github.certpulse.survey.retention;

/// What is stored about the persons who answered a campaign. The package that stores it implements it.
public interface PersonalData {
    /// How many contacts they left.
    int contacts(long campaignId);

    /// How many of them the office has seen.
    int shownContacts(long campaignId);

    /// How many persons there are, by role and school.
    int persons(long campaignId);

    /// How many responses they handed in.
    int responses(long campaignId);

    /// Deletes all contacts, and what recognises a sheet that comes again; the answers stay. In transactions of limited
    /// size; calling it again continues.
    ///
    /// @param step runs after each transaction
    void destroy(long campaignId, Runnable step);
}
