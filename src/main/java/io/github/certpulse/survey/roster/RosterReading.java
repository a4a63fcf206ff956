package io.github.certpulse.survey.roster;

import java.util.List;
import java.util.Map;

/// What came of reading a roster file: everything or nothing.
public sealed interface RosterReading {

    /// A file as somebody looks at it before anything is imported.
    ///
    /// @param rows     data rows with content, as far as the file was read
    /// @param lines    the first of them, and those with faults
    /// @param warnings what was left out
    record Glance(RosterReading reading, int rows, List<Line> lines, List<RosterWarning> warnings) {
        public Glance {
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

    /// No fault anywhere; at least one row, in the file's order.
    record Readable(List<RosterRow> rows) implements RosterReading {
        public Readable {
            rows = List.copyOf(rows);
        }
    }

    /// All faults, by row and then by column; at most 1,000, of which the last then says `more-faults`.
    record Faulty(List<RosterFault> faults) implements RosterReading {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
