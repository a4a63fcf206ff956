package io.github.certpulse.platform.sql;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

/// A connection to the database, valid while the work lasts that [Database] runs on it.
///
/// Values of statements are numbers, texts, bytes, constants of an enum (stored as their names) and [Instant]s (stored
/// as a date and a time in UTC); an empty optional is stored as null. Every method throws a [DataAccessException] where
/// the driver reports a failure.
public final class SqlConnection {
    private final Connection connection;

    SqlConnection(Connection connection) {
        this.connection = connection;
    }

    /// Runs a statement that changes rows.
    ///
    /// @return the number of changed rows
    public int update(String sql, Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }

    /// The same.
    public int update(Change change) {
        return update(change.sql(), change.values().toArray());
    }

    /// The rows of a query.
    public <T> List<T> list(Function<ResultRow, T> mapper, String sql, Object... values) {
        var all = new ArrayList<T>();
        forEach(row -> all.add(mapper.apply(row)), sql, values);
        return all;
    }

    /// The first row of a query, if there is one.
    public <T> Optional<T> first(Function<ResultRow, T> mapper, String sql, Object... values) {
        return list(mapper, sql, values).stream().findFirst();
    }

    /// Passes the rows of a query to the reader. For few rows: the driver reads all of them before the first is passed.
    ///
    /// @param reader gets the same object for every row
    public void forEach(Consumer<ResultRow> reader, String sql, Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (var rows = statement.executeQuery()) {
                var row = new ResultRow(rows);
                while (rows.next()) {
                    reader.accept(row);
                }
            }
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }

    /// Many runs of one statement; the caller closes the batch.
    public Batch batch(String sql) {
        try {
            return new Batch(connection.prepareStatement(sql));
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }

    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }

    public void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw Database.translated(e);
        }
    }

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
    }

    private static void bind(PreparedStatement statement, int parameter, @Nullable Object value) throws SQLException {
        switch (value) {
            case Long number -> statement.setLong(parameter, number);
            case String text -> statement.setString(parameter, text);
            case byte[] bytes -> statement.setBytes(parameter, bytes);
            case Enum<?> constant -> statement.setString(parameter, constant.name());
            case Instant time -> statement.setObject(parameter, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
            case Optional<?> perhaps -> bind(statement, parameter, perhaps.orElse(null));
            case OptionalInt perhaps -> bind(statement, parameter, perhaps.isPresent() ? perhaps.getAsInt() : null);
            case null, default -> statement.setObject(parameter, value);
        }
    }

    /// Several runs of one statement that are sent to the database together.
    public static final class Batch implements AutoCloseable {
        private final PreparedStatement statement;

        private Batch(PreparedStatement statement) {
            this.statement = statement;
        }

        /// Adds one run.
        public void add(Object... values) {
            try {
                bind(statement, values);
                statement.addBatch();
            } catch (SQLException e) {
                throw Database.translated(e);
            }
        }

        /// Sends the runs that were added since the last call.
        public void execute() {
            try {
                statement.executeBatch();
            } catch (SQLException e) {
                throw Database.translated(e);
            }
        }

        @Override
        public void close() {
            try {
                statement.close();
            } catch (SQLException e) {
                throw Database.translated(e);
            }
        }
    }
}
