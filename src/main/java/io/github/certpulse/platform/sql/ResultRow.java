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

/// One row of a query, read by the names of its columns. The next row takes its place.
///
/// Every method ends with a [DataAccessException] where there is no such column, or the driver reports a failure.
public final class ResultRow {
    private final ResultSet rows;
    /// The driver looks a name up for each row anew, and more slowly.
    private final Map<String, Integer> places = new HashMap<>();

    ResultRow(ResultSet rows) {
        this.rows = rows;
    }

    private interface Reading<T> {
        @Nullable
        T from(ResultSet rows, int place) throws SQLException;
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

    private <T> @Nullable T read(String column, Reading<T> reading) {
        try {
            return reading.from(rows, place(column));
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }

    private int place(String column) throws SQLException {
        var known = places.get(column);
        if (known == null) {
            known = rows.findColumn(column);
            places.put(column, known);
        }
        return known;
    }
}
