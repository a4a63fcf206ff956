package io.github.certpulse.platform.http;

/// The roles that a route's rule names. Every route has a rule; what has none is denied.
public final class Rights {
    /// Runs campaigns: everything.
    public static final String OFFICE = "OFFICE";
    /// Reads what has no personal data.
    public static final String OFFICE_VIEWER = "OFFICE_VIEWER";
    /// A school's clerk: only ever the own school.
    public static final String SCHOOL = "SCHOOL";
    /// Sees who asked to be contacted; held besides OFFICE, and granted by somebody who holds that.
    public static final String CONTACTS = "CONTACTS";
    /// A teacher or student who answers.
    public static final String RESPONDENT = "RESPONDENT";

    private Rights() {}
}
