package io.github.certpulse.platform.http;

/// The rights that routes require. A route that requires none is denied to everybody.
public final class Rights {
    /// May do everything, except reading contacts.
    public static final String OFFICE = "OFFICE";
    /// May read everything without personal data.
    public static final String OFFICE_VIEWER = "OFFICE_VIEWER";
    /// A school's clerk, who sees only their own school.
    public static final String SCHOOL = "SCHOOL";
    /// May read contacts; held in addition to OFFICE, and granted only by somebody who holds it.
    public static final String CONTACTS = "CONTACTS";
    /// A teacher or student who answers.
    public static final String RESPONDENT = "RESPONDENT";

    private Rights() {}
}
