package io.github.certpulse.platform.sql;

import java.util.List;

/// A statement that changes rows.
///
/// @param values of its parameters, see [SqlConnection]
public record Change(String sql, List<Object> values) {

    public Change {
        values = List.copyOf(values);
    }
}
