package io.github.certpulse.platform.sql;

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

/// The database for SQL that is written by hand: where many rows are read one after another, several queries must see
/// the same state, or a request must be one statement. For everything else there are the framework's repositories.
///
/// Values are always parameters of a statement, columns are read by their names. Connections come from the pool, so the
/// work is never part of a transaction around its caller. Whatever fails is a [DataAccessException] caused by what the
/// driver said.
@Singleton
public class Database {
    private final DataSource pool;

    public Database(DataSource dataSource) {
        this.pool = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /// What is done with each row; an exception ends the reading.
    public interface RowReader<E extends Exception> {
        /// @param row is the same object each time
        void read(ResultRow row) throws E;
    }

    /// Runs work on one connection; each of its statements is committed by itself.
    public <T> T run(Function<SqlConnection, T> work) {
        try (var connection = pool.getConnection()) {
            return work.apply(new SqlConnection(connection));
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    /// Runs work in a transaction. The work commits; what it has not committed at its end is rolled back by the pool as
    /// the connection is given back.
    public <T> T inTransaction(Function<SqlConnection, T> work) {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            return work.apply(new SqlConnection(connection));
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    /// Runs queries that all see the same state of the database. The snapshot ends as the connection is given back to
    /// the pool, which restores what is changed here.
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

    /// Hands over the rows of a query one after another; memory does not grow with their number.
    public <E extends Exception> void stream(RowReader<E> reader, String sql, Object... values) throws E {
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

    /// Whether the database answers in time. A dead connection is given up: asked often, the pool would hand it out
    /// again and again without a look.
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

    /// Closing would read the rest of the rows first; where that fails, the next one to borrow the connection would
    /// find it amid this result. So the database is hung up on, which ends the query, and the pool makes a new
    /// connection.
    private void discard(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
        pool.unwrap(HikariDataSource.class).evictConnection(connection);
    }

    static DataAccessException translated(SQLException failure) {
        return new DataAccessException(String.valueOf(failure.getMessage()), failure);
    }
}
