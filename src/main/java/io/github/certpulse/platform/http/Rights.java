package io.github.certpulse.platform.http;

/// The rights that a route's rule names. Every route has a rule; a route without one is denied.
public final class Rights {
    /// Runs campaigns: everything.
    public static final String OFFICE = "OFFICE";
    /// Reads what has no personal data.
    public static final String OFFICE_VIEWER = "OFFICE_VIEWER";
    /// A school's clerk, who sees only that school.
    public static final String SCHOOL = "SCHOOL";
    /// Sees who asked to be contacted; held in addition to OFFICE, and granted by somebody who holds it.
    public static final String CONTACTS = "CONTACTS";
    /// A teacher or student who answers.
    public static final String RESPONDENT = "RESPONDENT";

    private Rights() {}
}
