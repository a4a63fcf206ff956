package io.github.certpulse.platform.database;

import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.SqlConnection;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;

/// Lets one of several replicas that start together do what must be done once. It holds the row of the account `office`
/// meanwhile, which is there by then, and which the database sets free should it end in the middle.
@Singleton
public class FirstReplica {
    private static final String HOLD = "select id from account where username = 'office' for update nowait";
    /// ER_LOCK_WAIT_TIMEOUT as MariaDB says it, ER_LOCK_NOWAIT as MySQL does.
    private static final Set<Integer> HELD_BY_ANOTHER = Set.of(1205, 3572);
    private final Database database;

    FirstReplica(Database database) {
        this.database = database;
    }

    /// Runs the work, unless another replica is running its own at this moment.
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
            if (refused.getCause() instanceof SQLException said && HELD_BY_ANOTHER.contains(said.getErrorCode())) {
                return false;
            }
            throw refused;
        }
    }
}
