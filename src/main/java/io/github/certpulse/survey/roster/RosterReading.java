package io.github.certpulse.survey.roster;

import java.util.List;
import java.util.Map;

/// The result of reading a roster file: all rows or none.
public sealed interface RosterReading {

    /// A file as a preview shows it.
    ///
    /// @param rows     number of data rows with content, as far as the file was read
    /// @param rawRows  the first rows, and the first rows with violations
    /// @param warnings rows that were left out
    record Inspection(RosterReading reading, int rows, List<RawRow> rawRows, List<RosterWarning> warnings) {
        public Inspection {
            rawRows = List.copyOf(rawRows);
            warnings = List.copyOf(warnings);
        }
    }

    /// A row as the file has it, valid or not; long cells are shortened.
    ///
    /// @param row   as spreadsheets count rows, from 1
    /// @param cells by the column's English name, without the columns that the file lacks
    record RawRow(int row, Map<String, String> cells) {
        public RawRow {
            cells = Map.copyOf(cells);
        }
    }

    /// A roster without violations: at least one row, in the file's order.
    record Readable(List<RosterRow> rows) implements RosterReading {
        public Readable {
            rows = List.copyOf(rows);
        }
    }

    /// All violations, by row and then by column; at most 1,000. If there are more, the last one is `more-faults`.
    record Invalid(List<RosterViolation> violations) implements RosterReading {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }
}
