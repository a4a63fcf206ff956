package io.github.certpulse.survey.roster;

import static java.util.Objects.requireNonNull;

import io.github.certpulse.platform.problem.Words;
import java.io.IOException;

/// What is wrong at one place of a roster file.
///
/// @param row     as a spreadsheet counts, the heading being 1
/// @param column  the column's English name; a letter (`I`) for a column that the roster does not know; empty where the
///                whole row or file is meant
/// @param code    what is wrong, stable and kebab-case
/// @param message the same for the clerk who made the file
public record RosterFault(int row, String column, String code, Words message) {

    public RosterFault {
        requireNonNull(column);
        requireNonNull(code);
        requireNonNull(message);
    }

    /// The end of reading a file that cannot be a roster, or costs too much: it carries the one fault to report.
    /// Leaves this package never.
    static final class Refusal extends IOException {
        private final transient RosterFault fault;

        Refusal(RosterFault fault) {
            super(fault.code());
            this.fault = fault;
        }

        RosterFault fault() {
            return fault;
        }
    }
}
