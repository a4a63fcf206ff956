package io.github.certpulse.survey.roster;

import static java.util.Objects.requireNonNull;

import io.github.certpulse.platform.problem.Words;
import java.io.IOException;

/// One place of a roster file that breaks a rule.
///
/// @param row     as a spreadsheet counts, the heading being 1
/// @param column  the column's English name; a letter (`I`) for a column that the roster does not know; empty where the
///                whole row or file is meant
/// @param code    what is wrong, stable and kebab-case
/// @param message the same for the clerk who made the file
public record RosterViolation(int row, String column, String code, Words message) {

    public RosterViolation {
        requireNonNull(column);
        requireNonNull(code);
        requireNonNull(message);
    }

    /// Ends the reading of a file that cannot be a roster or costs too much; carries the one violation to report. Not
    /// exposed outside this package.
    static final class ReadingStopped extends IOException {
        private final transient RosterViolation violation;

        ReadingStopped(RosterViolation violation) {
            super(violation.code());
            this.violation = violation;
        }

        RosterViolation violation() {
            return violation;
        }
    }
}
