package io.github.certpulse.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.ServerPreparedStatement;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.certpulse.intake.stored.ResponseReader;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.TestService;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ArrayList;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// The settings of the driver are in force on the service's connections; the test reads them from the connections.
@Fast
class ConnectionsTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(16);
    private final TestService service = TestService.shared();
    private final HikariDataSource pool = pool();
    private final Properties settings = pool.getDataSourceProperties();

    @Test
    void everyConnectionOfThePoolHasAllSettings() throws SQLException {
        var connections = new ArrayList<Connection>();
        try {
            // Existing connections and new ones.
            for (var i = 0; i < 6; i++) {
                connections.add(pool.getConnection());
            }
            for (var connection : connections) {
                assertInForce(connection);
            }
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
        try (var usedBefore = pool.getConnection()) {
            assertInForce(usedBefore);
        }
    }

    @Test
    void settingsOverrideParametersOfTheDatabasesAddress() throws SQLException {
        var config = new HikariConfig();
        config.setDataSourceProperties(settings);
        config.setTransactionIsolation(pool.getTransactionIsolation());
        config.setUsername(pool.getUsername());
        config.setMaximumPoolSize(1);
        config.setJdbcUrl(
                pool.getJdbcUrl()
                        + "&socketTimeout=0&useServerPrepStmts=false&sessionVariables=sql_mode=''"
                        + "&serverTimezone=Asia/Shanghai&allowMultiQueries=true");
        try (var own = new HikariDataSource(config); var connection = own.getConnection()) {
            assertInForce(connection);
            var inForce = connection.unwrap(JdbcConnection.class).getPropertySet();
            assertThat(inForce.getBooleanProperty("allowMultiQueries").getValue()).isTrue();
        }
    }

    @Test
    void timeoutsAreShorterThanTheSettlingOfRowsAndTheWaitOfRespondents() throws SQLException {
        try (var connection = pool.getConnection()) {
            var silence = Duration.ofMillis(connection.getNetworkTimeout());
            var lock = Duration.ofSeconds(Integer.parseInt(variable(connection, "innodb_lock_wait_timeout")));
            assertThat(silence.plus(lock)).isLessThan(ResponseReader.SETTLING);
            assertThat(silence.plusMillis(pool.getConnectionTimeout())).isLessThan(MAX_WAIT);
        }
    }

    private void assertInForce(Connection connection) throws SQLException {
        var inForce = connection.unwrap(JdbcConnection.class).getPropertySet();
        assertThat(settings).isNotEmpty();
        settings.forEach(
                (name, value) -> assertThat(inForce.getProperty(name.toString()).getStringValue()).as(name.toString())
                        .isEqualTo(value));
        assertThat(connection.getNetworkTimeout()).isEqualTo(socketTimeout());
        try (var statement = connection.prepareStatement("select 1 from campaign where id = ?")) {
            assertThat(statement.isWrapperFor(ServerPreparedStatement.class)).isTrue();
        }
        assertThat(variable(connection, "sql_mode").split(",")).containsExactlyInAnyOrder(
                "STRICT_TRANS_TABLES",
                "NO_ZERO_DATE",
                "NO_ZERO_IN_DATE",
                "ERROR_FOR_DIVISION_BY_ZERO",
                "NO_ENGINE_SUBSTITUTION");
        assertThat(variable(connection, "innodb_lock_wait_timeout")).isEqualTo("5");
        assertThat(variable(connection, "time_zone")).isIn("UTC", "+00:00");
        assertThat(variable(connection, "autocommit")).isEqualTo("1");
        assertThat(variable(connection, "transaction_isolation")).isEqualTo("READ-COMMITTED");
    }

    private static String variable(Connection connection, String name) throws SQLException {
        try (
                var statement = connection.createStatement();
                var row = statement.executeQuery("select @@session." + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private int socketTimeout() {
        return Integer.parseInt(settings.getProperty("socketTimeout"));
    }

    private HikariDataSource pool() {
        try {
            return service.bean(DataSource.class).unwrap(HikariDataSource.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
