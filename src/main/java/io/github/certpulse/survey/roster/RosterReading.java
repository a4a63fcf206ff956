package io.github.certpulse.survey.roster;

import java.util.List;
import java.util.Map;

/// The result of reading a roster file: all rows or none.
public sealed interface RosterReading {

    /// A file as it is shown before anything is imported.
    ///
    /// @param rows     data rows with content, as far as the file was read
    /// @param lines    the first of them, and those with violations
    /// @param warnings what was left out
    record Inspection(RosterReading reading, int rows, List<Line> lines, List<RosterWarning> warnings) {
        public Inspection {
            lines = List.copyOf(lines);
            warnings = List.copyOf(warnings);
        }
    }

    /// A row as the file has it, right or wrong; long cells are cut short.
    ///
    /// @param row   as a spreadsheet counts
    /// @param cells by the column's English name; empty where the file lacks the column
    record Line(int row, Map<String, String> cells) {
        public Line {
            cells = Map.copyOf(cells);
        }
    }

    /// No violation anywhere; at least one row, in the file's order.
    record Readable(List<RosterRow> rows) implements RosterReading {
        public Readable {
            rows = List.copyOf(rows);
        }
    }

    /// All violations, by row and then by column; at most 1,000, of which the last then says `more-faults`.
    record Invalid(List<RosterViolation> violations) implements RosterReading {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }
}
