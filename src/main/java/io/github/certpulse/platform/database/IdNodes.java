package io.github.certpulse.platform.database;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/// Gives each process a node of its own to make ids with, for a stretch of time that nobody else gets for this node:
/// not at the same time, and not later either, since the next holder's stretch begins where this one ends. So two
/// processes never make the same id, whatever happens to their clocks and however long one is paused.
///
/// Times are the database's, so that there is one clock for all.
@Singleton
public class IdNodes {
    /// How far ahead a node is held. Of a process that was killed it is free again after this.
    public static final Duration AHEAD = Duration.ofMinutes(10);
    private static final String UNTIL = "utc_timestamp(3) + interval " + AHEAD.toSeconds() + " second";
    private static final String TAKE = """
            update id_node set holder = ?, held_until = %s
             where held_until <= utc_timestamp(3) order by number limit 1""".formatted(UNTIL);
    private static final String EXTEND = """
            update id_node set held_until = greatest(held_until, %s)
             where number = ? and holder = ?""".formatted(UNTIL);
    private static final String HELD = """
            select number, timestampdiff(microsecond, '1970-01-01', held_until) div 1000
              from id_node where holder = ?""";
    private static final String GIVE_BACK = """
            update id_node set holder = null, held_until = '1970-01-01' + interval ? * 1000 microsecond
             where number = ? and holder = ?""";

    private final DataSource dataSource;

    public IdNodes(DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /// A node and when it may be used.
    ///
    /// @param holder names who holds it
    /// @param from   inclusive
    /// @param until  exclusive
    public record Held(int node, String holder, Instant from, Instant until) {}

    /// A node that nobody holds.
    public Held take() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return take(connection);
        }
    }

    /// The same node for longer; another one where somebody else has got it meanwhile, or where the database's clock
    /// was set back and does not reach beyond what is held.
    public Held extend(Held held) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            var longer = longer(connection, held).filter(next -> next.until().isAfter(held.until()));
            return longer.isPresent() ? longer.get() : take(connection);
        }
    }

    private static Optional<Held> longer(Connection connection, Held held) throws SQLException {
        try (var statement = connection.prepareStatement(EXTEND)) {
            statement.setInt(1, held.node());
            statement.setString(2, held.holder());
            return statement.executeUpdate() == 1 ? Optional.of(read(connection, held.holder())) : Optional.empty();
        }
    }

    /// Leaves a node to the next one who needs it.
    ///
    /// @param used until when, exclusive
    public void giveBack(Held held, Instant used) throws SQLException {
        try (var connection = dataSource.getConnection(); var statement = connection.prepareStatement(GIVE_BACK)) {
            statement.setLong(1, used.toEpochMilli());
            statement.setInt(2, held.node());
            statement.setString(3, held.holder());
            statement.executeUpdate();
        }
    }

    private static Held take(Connection connection) throws SQLException {
        var holder = UUID.randomUUID().toString();
        try (var statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, holder);
            if (statement.executeUpdate() == 0) {
                throw new SQLTransientException("Every node of the ids is held");
            }
        }
        return read(connection, holder);
    }

    private static Held read(Connection connection, String holder) throws SQLException {
        try (var statement = connection.prepareStatement(HELD)) {
            statement.setString(1, holder);
            try (var row = statement.executeQuery()) {
                row.next();
                var until = Instant.ofEpochMilli(row.getLong(2));
                return new Held(row.getInt(1), holder, until.minus(AHEAD), until);
            }
        }
    }
}
