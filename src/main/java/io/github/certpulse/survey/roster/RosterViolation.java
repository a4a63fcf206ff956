package io.github.certpulse.survey.roster;

import static java.util.Objects.requireNonNull;

import io.github.certpulse.platform.problem.Words;
import java.io.IOException;

/// One place of a roster file that breaks a rule.
///
/// @param row     as spreadsheets count rows; the heading is row 1
/// @param column  the column's English name, or the letter (`I`) of an unknown column; empty for the whole row or file
/// @param code    the rule's code, stable and in kebab case
/// @param message for the clerk who made the file
public record RosterViolation(int row, String column, String code, Words message) {

    public RosterViolation {
        requireNonNull(column);
        requireNonNull(code);
        requireNonNull(message);
    }

    /// Stops the reading of a file that is no roster or exceeds a limit; holds the one violation to report. Not exposed
    /// outside this package.
    static final class RosterReadingStopped extends IOException {
        private final transient RosterViolation violation;

        RosterReadingStopped(RosterViolation violation) {
            super(violation.code());
            this.violation = violation;
        }

        RosterViolation violation() {
            return violation;
        }
    }
}
