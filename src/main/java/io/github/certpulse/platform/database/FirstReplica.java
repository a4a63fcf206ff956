package io.github.certpulse.platform.database;

import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.SqlConnection;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;

/// Runs work on only one of several replicas that start at the same time. Meanwhile it locks the row of the account
/// `office`, which exists by then; the database releases the lock if the replica ends in the middle.
@Singleton
public class FirstReplica {
    private static final String HOLD = "select id from account where username = 'office' for update nowait";
    /// ER_LOCK_WAIT_TIMEOUT of MariaDB, ER_LOCK_NOWAIT of MySQL.
    private static final Set<Integer> HELD_BY_ANOTHER = Set.of(1205, 3572);
    private final Database database;

    FirstReplica(Database database) {
        this.database = database;
    }

    /// Runs the work, unless another replica runs its own at this moment.
    public void run(Runnable work) {
        database.inTransaction(connection -> {
            var holds = holds(connection);
            if (holds) {
                work.run();
            }
            connection.rollback();
            return holds;
        });
    }

    private static boolean holds(SqlConnection connection) {
        try {
            return connection.first(row -> row.getLong("id"), HOLD).isPresent();
        } catch (DataAccessException refused) {
            if (refused.getCause() instanceof SQLException cause && HELD_BY_ANOTHER.contains(cause.getErrorCode())) {
                return false;
            }
            throw refused;
        }
    }
}
