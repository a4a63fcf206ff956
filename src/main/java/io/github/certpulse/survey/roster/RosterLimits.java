package io.github.certpulse.survey.roster;

import io.github.certpulse.files.xlsx.XlsxLimits;

/// What reading a roster may cost. A province has some 200 schools and 2,000 rows; a file beyond these limits is a
/// mistake or an attack, and is refused before it fills the memory.
final class RosterLimits {

    /// Of the file itself, and of what a workbook inflates to, all its parts together.
    static final int MAX_BYTES = 20 * 1024 * 1024;

    /// Rows below the heading that are not blank.
    static final int MAX_DATA_ROWS = 20_000;

    /// With blank rows: as many as a sheet has.
    static final int MAX_ROWS = 1_048_576;

    static final int MAX_CELL_CHARACTERS = 2_000;

    static final XlsxLimits WORKBOOK = new XlsxLimits(MAX_BYTES, MAX_CELL_CHARACTERS);

    static final int MAX_VIOLATIONS = 1_000;

    /// The most rows that a preview shows, and then the most further rows with violations.
    static final int MAX_SHOWN_ROWS = 50;

    static final int MAX_SHOWN_CHARACTERS = 200;

    static final int MAX_REGISTERED_STUDENTS = 10_000_000;

    private RosterLimits() {}
}
