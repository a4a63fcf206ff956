package io.github.certpulse.platform.sql;

import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/// Runs SQL that is written by hand. It is for streams of many rows, for several queries that must see the same state,
/// and for requests that must be one statement. Everything else uses the framework's repositories.
///
/// Values are always parameters of a statement; columns are read by their names. Connections come from the pool, so the
/// work is never part of the caller's transaction. Every failure is a [DataAccessException] whose cause is the driver's
/// exception.
@Singleton
public class Database {
    private final DataSource pool;

    public Database(DataSource dataSource) {
        this.pool = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /// Handles each row; an exception ends the reading.
    public interface RowConsumer<E extends Exception> {
        /// @param row the same object for every row
        void read(ResultRow row) throws E;
    }

    /// Runs work on one connection; each statement is committed by itself.
    public <T> T run(Function<SqlConnection, T> work) {
        try (var connection = pool.getConnection()) {
            return work.apply(new SqlConnection(connection));
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    /// Runs work in a transaction, which the work itself must commit. The pool rolls back what is not committed when it
    /// takes the connection back.
    public <T> T inTransaction(Function<SqlConnection, T> work) {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            return work.apply(new SqlConnection(connection));
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    /// Carries out changes as one transaction and in one round trip, or none of them. In a change, `row_count()` is the
    /// number of rows that the one before it has changed.
    public void changeTogether(List<Change> changes) {
        var all = changes.stream().map(Change::sql).collect(joining(";", "start transaction;", ";commit"));
        try (var connection = pool.getConnection()) {
            try (var statement = connection.prepareStatement(all)) {
                SqlConnection.bind(
                        statement,
                        changes.stream().map(Change::values).flatMap(List::stream).toArray());
                statement.execute();
            } catch (SQLException refused) {
                undo(connection);
                throw refused;
            }
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    /// The pool does not do it, because for it the connection commits each statement by itself.
    private void undo(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("rollback");
        } catch (SQLException unreachable) {
            discard(connection);
        }
    }

    /// Runs queries that all see the same state of the database. The snapshot ends when the connection goes back to the
    /// pool, which restores the settings that are changed here.
    public <T> T inSnapshot(Function<SqlConnection, T> queries) {
        try (var connection = pool.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return queries.apply(new SqlConnection(connection));
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    /// The rows of a query.
    public <T> List<T> list(Function<ResultRow, T> mapper, String sql, Object... values) {
        return run(connection -> connection.list(mapper, sql, values));
    }

    /// The first row of a query, if there is one.
    public <T> Optional<T> first(Function<ResultRow, T> mapper, String sql, Object... values) {
        return run(connection -> connection.first(mapper, sql, values));
    }

    /// Passes the rows of a query to the reader one after another; memory does not grow with their number.
    public <E extends Exception> void stream(RowConsumer<E> reader, String sql, Object... values) throws E {
        try (
                var connection = pool.getConnection();
                var statement = connection
                        .prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // Connector/J reads row by row only with this size.
            statement.setFetchSize(Integer.MIN_VALUE);
            SqlConnection.bind(statement, values);
            try (var rows = statement.executeQuery()) {
                try {
                    var row = new ResultRow(rows);
                    while (rows.next()) {
                        reader.read(row);
                    }
                } catch (Throwable ended) {
                    discard(connection);
                    throw ended;
                }
            }
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    /// Whether the database answers in time. A dead connection is removed from the pool, because the pool does not test
    /// a connection again that was used a moment ago.
    public boolean answersWithin(Duration time) {
        try (var connection = pool.getConnection()) {
            if (connection.isValid(Math.toIntExact(time.toSeconds()))) {
                return true;
            }
            pool.unwrap(HikariDataSource.class).evictConnection(connection);
            return false;
        } catch (SQLException outOfReach) {
            return false;
        }
    }

    /// Aborts a connection whose state is not known, which ends its query; the pool makes a new one. After a stream,
    /// closing would read the rest of the rows first; if that failed, the next user would receive rows of this result.
    private void discard(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
        pool.unwrap(HikariDataSource.class).evictConnection(connection);
    }

    static DataAccessException translated(SQLException failure) {
        return new DataAccessException(String.valueOf(failure.getMessage()), failure);
    }
}
