package io.github.certpulse.platform.migration;

import io.github.certpulse.platform.database.Retries;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Held by the one replica that migrates, in a row of a table; the others wait. Flyway's own lock is `GET_LOCK`, which
/// holds on one server only and does not exist in a Galera cluster.
///
/// The holder counts up in the row while it migrates. Who waits takes the lease from a holder that has died: after
/// [#MAX_MISSED] looks without a new count. No clock decides, and no look counts while a statement of the holder stops
/// all writing to the database: whoever waits writes too before it looks.
final class MigrationLease implements AutoCloseable {
    static final int MAX_MISSED = 15;
    private static final Logger LOG = LoggerFactory.getLogger(MigrationLease.class);
    private static final String CREATE = """
            create table if not exists migration_lease (
                id     tinyint     not null primary key,
                holder varchar(36) not null,
                beats  bigint      not null,
                looks  bigint      not null
            ) character set utf8mb4 collate utf8mb4_bin""";
    private static final String INSERT =
            "insert ignore into migration_lease (id, holder, beats, looks) values (1, '', 0, 0)";
    private static final String LOOK = "update migration_lease set looks = looks + 1 where id = 1";
    private static final String READ = "select holder, beats from migration_lease where id = 1";
    private static final String TAKE = """
            update migration_lease set holder = ?, beats = beats + 1 where id = 1 and holder = ? and beats = ?""";
    private static final String BEAT = "update migration_lease set beats = beats + 1 where id = 1 and holder = ?";
    private static final String RELEASE = "update migration_lease set holder = '' where id = 1 and holder = ?";

    /// Who starts has time, unlike a request.
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private final Row row;
    private final String holder;
    private final boolean afterInterruption;
    private final Thread beating;

    private MigrationLease(Row row, String holder, boolean afterInterruption, Duration beat) {
        this.row = row;
        this.holder = holder;
        this.afterInterruption = afterInterruption;
        this.beating = Thread.ofVirtual().start(() -> keepBeating(beat));
    }

    /// @param holder empty if nobody holds the lease
    private record State(String holder, long beats) {
        boolean isFree() {
            return holder.isEmpty();
        }
    }

    /// The row in the database. A statement is run again if a change of tables has ended it, which a Galera cluster
    /// reports as a deadlock.
    private record Row(DataSource pool, Retries retries) {

        int change(String sql, Object... values) throws SQLException {
            return retries.inSteps(() -> {
                try (var connection = pool.getConnection(); var statement = connection.prepareStatement(sql)) {
                    for (var i = 0; i < values.length; i++) {
                        statement.setObject(i + 1, values[i]);
                    }
                    return statement.executeUpdate();
                }
            });
        }

        State read() throws SQLException {
            return retries.inSteps(() -> {
                try (
                        var connection = pool.getConnection();
                        var statement = connection.createStatement();
                        var row = statement.executeQuery(READ)) {
                    row.next();
                    return new State(row.getString("holder"), row.getLong("beats"));
                }
            });
        }
    }

    /// Waits until this replica holds the lease.
    ///
    /// @param beat the time between two counts, and between two looks
    static MigrationLease take(DataSource pool, Duration beat) throws SQLException {
        var row = new Row(pool, new Retries(PATIENCE));
        row.change(CREATE);
        row.change(INSERT);
        var holder = UUID.randomUUID().toString();
        var missed = 0;
        for (var seen = row.read();;) {
            if ((seen.isFree() || missed == MAX_MISSED) && row.change(TAKE, holder, seen.holder, seen.beats) == 1) {
                if (!seen.isFree()) {
                    LOG.warn("Going on with the migration that another replica has begun");
                }
                return new MigrationLease(row, holder, !seen.isFree(), beat);
            }
            pause(beat);
            row.change(LOOK);
            var next = row.read();
            missed = next.equals(seen) ? missed + 1 : 0;
            seen = next;
        }
    }

    /// Whether the holder before this one has died, perhaps in the middle of a migration.
    boolean isAfterInterruption() {
        return afterInterruption;
    }

    /// Lets the next replica go on.
    @Override
    public void close() {
        beating.interrupt();
        try {
            row.change(RELEASE, holder);
        } catch (SQLException unreachable) {
            LOG.warn("The lease of the migrations cannot be released: {}", unreachable.getMessage());
        }
    }

    private void keepBeating(Duration beat) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (row.change(BEAT, holder) == 0) {
                    LOG.error("Another replica has taken over the migration while this one still runs it");
                    return;
                }
            } catch (SQLException unreachable) {
                LOG.debug("Not counted", unreachable);
            }
            pause(beat);
        }
    }

    private static void pause(Duration beat) {
        try {
            Thread.sleep(beat);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
