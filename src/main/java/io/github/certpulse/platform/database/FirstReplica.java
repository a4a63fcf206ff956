package io.github.certpulse.platform.database;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/// Lets one of several replicas that start together do what must be done once. It holds the row of the account `office`
/// meanwhile, which is there by then, and which the database sets free should it end in the middle.
@Singleton
public class FirstReplica {
    private static final String HOLD = "select id from account where username = 'office' for update nowait";
    /// ER_LOCK_WAIT_TIMEOUT as MariaDB says it, ER_LOCK_NOWAIT as MySQL does.
    private static final Set<Integer> HELD_BY_ANOTHER = Set.of(1205, 3572);
    private final DataSource dataSource;

    FirstReplica(DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /// Runs the work, unless another replica is running its own at this moment.
    public void run(Runnable work) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            if (holds(connection)) {
                work.run();
            }
            connection.rollback();
        }
    }

    private static boolean holds(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(HOLD)) {
            return row.next();
        } catch (SQLException refused) {
            if (HELD_BY_ANOTHER.contains(refused.getErrorCode())) {
                return false;
            }
            throw refused;
        }
    }
}
