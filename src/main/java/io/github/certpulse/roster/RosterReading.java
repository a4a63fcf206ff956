package io.github.certpulse.roster;

import java.util.List;

/// What came of reading a roster file: everything or nothing.
public sealed interface RosterReading {

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
