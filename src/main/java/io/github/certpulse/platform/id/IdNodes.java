package io.github.certpulse.platform.id;

import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.SqlConnection;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Leases a node number to each process that makes ids. Leases of the same node never overlap: the next one begins
/// where this one ends. So two processes never make the same id, whatever happens to their clocks and however long one
/// is paused.
///
/// Times are the database's, so that one clock holds for all processes.
@Singleton
public class IdNodes {
    /// How long a lease lasts. The node of a killed process is free again after this time.
    public static final Duration LEASE_TIME = Duration.ofMinutes(10);
    private static final String TAKE = """
            update id_node set holder = ?, held_until = utc_timestamp(3) + interval ? second
             where held_until <= utc_timestamp(3) order by number limit 1""";
    private static final String EXTEND = """
            update id_node set held_until = greatest(held_until, utc_timestamp(3) + interval ? second)
             where number = ? and holder = ?""";
    private static final String READ = "select number, held_until from id_node where holder = ?";
    private static final String ALL_HELD = "Every node of the ids is held";
    private static final String RELEASE =
            "update id_node set holder = null, held_until = ? where number = ? and holder = ?";

    private final Database database;

    public IdNodes(Database database) {
        this.database = database;
    }

    /// A node and the time in which it may be used.
    ///
    /// @param holder identifies the process that holds it
    /// @param from   inclusive
    /// @param until  exclusive
    public record Lease(int node, String holder, Instant from, Instant until) {}

    /// A free node.
    ///
    /// @throws DataAccessException also where no node is free; one will be free later
    public Lease take() {
        return database.run(IdNodes::take);
    }

    /// The same node for longer; another node where a different process holds it by now, or where the database's clock
    /// was set back so far that the new lease would not end after this one.
    public Lease extend(Lease lease) {
        return database.run(
                connection -> extend(connection, lease).filter(next -> next.until().isAfter(lease.until()))
                        .orElseGet(() -> take(connection)));
    }

    private static Optional<Lease> extend(SqlConnection connection, Lease lease) {
        return connection.update(EXTEND, LEASE_TIME.toSeconds(), lease.node(), lease.holder()) == 1
                ? Optional.of(read(connection, lease.holder()))
                : Optional.empty();
    }

    /// Releases a node for other processes.
    ///
    /// @param usedUntil until when the node was used, exclusive
    public void release(Lease lease, Instant usedUntil) {
        database.run(connection -> connection.update(RELEASE, usedUntil, lease.node(), lease.holder()));
    }

    private static Lease take(SqlConnection connection) {
        var holder = UUID.randomUUID().toString();
        if (connection.update(TAKE, holder, LEASE_TIME.toSeconds()) == 0) {
            throw new DataAccessException(ALL_HELD, new SQLTransientException(ALL_HELD));
        }
        return read(connection, holder);
    }

    private static Lease read(SqlConnection connection, String holder) {
        return connection.first(row -> {
            var until = row.getInstant("held_until");
            return new Lease(row.getInt("number"), holder, until.minus(LEASE_TIME), until);
        }, READ, holder).orElseThrow();
    }
}
