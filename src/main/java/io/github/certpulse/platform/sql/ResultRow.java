package io.github.certpulse.platform.sql;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// One row of a query, whose columns are read by name. The object is used again for the next row.
///
/// Every method throws a [DataAccessException] where there is no such column, or the driver reports a failure.
public final class ResultRow {
    private final ResultSet rows;
    /// The driver would look a name up again for each row, and more slowly.
    private final Map<String, Integer> places = new HashMap<>();

    ResultRow(ResultSet rows) {
        this.rows = rows;
    }

    private interface ColumnReader<T> {
        @Nullable
        T read(ResultSet rows, int place) throws SQLException;
    }

    /// The first column as text, for statements that name their columns after something that varies.
    public String getFirstString() {
        try {
            return rows.getString(1);
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }

    public long getLong(String column) {
        try {
            return rows.getLong(place(column));
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }

    public int getInt(String column) {
        try {
            return rows.getInt(place(column));
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }

    /// Empty where the column is null.
    public Optional<Long> findLong(String column) {
        return Optional.ofNullable(read(column, (all, place) -> {
            var number = all.getLong(place);
            return all.wasNull() ? null : number;
        }));
    }

    public boolean getBoolean(String column) {
        return getInt(column) != 0;
    }

    /// Empty where the column is null.
    public OptionalInt findInt(String column) {
        try {
            var number = rows.getInt(place(column));
            return rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }

    public String getString(String column) {
        return Objects.requireNonNull(read(column, ResultSet::getString), column);
    }

    public byte[] getBytes(String column) {
        return Objects.requireNonNull(read(column, ResultSet::getBytes), column);
    }

    /// Empty where the column is null.
    public Optional<byte[]> findBytes(String column) {
        return Optional.ofNullable(read(column, ResultSet::getBytes));
    }

    /// A column that holds a date and a time in UTC.
    public Instant getInstant(String column) {
        return findInstant(column).orElseThrow();
    }

    /// The same; empty where the column is null.
    public Optional<Instant> findInstant(String column) {
        return Optional.ofNullable(read(column, (all, place) -> all.getObject(place, LocalDateTime.class)))
                .map(stored -> stored.toInstant(ZoneOffset.UTC));
    }

    private <T> @Nullable T read(String column, ColumnReader<T> reader) {
        try {
            return reader.read(rows, place(column));
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }

    private int place(String column) throws SQLException {
        var place = places.get(column);
        if (place == null) {
            place = rows.findColumn(column);
            places.put(column, place);
        }
        return place;
    }
}
