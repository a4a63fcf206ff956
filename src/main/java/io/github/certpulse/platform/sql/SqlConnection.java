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

/// A connection to the database, for as long as the work lasts that [Database] runs on it.
///
/// Values of statements are numbers, texts, bytes, constants of an enum, which become their names, and [Instant]s,
/// which become a date and a time in UTC as in [DateTime]; an empty optional becomes null. Every method ends with a
/// [DataAccessException] where the driver reports a failure.
public final class SqlConnection {
    private final Connection connection;

    SqlConnection(Connection connection) {
        this.connection = connection;
    }

    /// Runs a statement that changes rows.
    ///
    /// @return how many it changed
    public int update(String sql, Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw Database.translated(e);
        }
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

    /// Hands over the rows of a query that has few: the driver reads them all before the first is handed over.
    ///
    /// @param reader is handed the same object each time
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

    /// Many runs of one statement; whoever asks for it closes it.
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
            statement.setObject(i + 1, stored(values[i]));
        }
    }

    private static @Nullable Object stored(Object value) {
        return switch (value) {
            case Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case Optional<?> perhaps -> perhaps.map(SqlConnection::stored).orElse(null);
            case OptionalInt perhaps -> perhaps.isPresent() ? perhaps.getAsInt() : null;
            default -> value;
        };
    }

    /// Runs of one statement that go to the database together.
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

        /// Sends what was added since the last time.
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
