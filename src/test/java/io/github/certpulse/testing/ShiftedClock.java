package io.github.certpulse.testing;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/// Connections to a service's database for which the database's clock was set back.
public final class ShiftedClock extends MysqlDataSource {
    private static final long serialVersionUID = 1L;
    private volatile int secondsBack;

    public ShiftedClock(TestService service) {
        var settings = TestServers.settings(TestServers.shared().databasePort(), service.database(), 0);
        setURL(settings.get("certpulse.database.url").toString());
        setUser(settings.get("certpulse.database.user").toString());
    }

    /// @param seconds from now on; negative if it is set forward
    public void setBack(int seconds) {
        secondsBack = seconds;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("set time_zone = '+00:00'");
            if (secondsBack != 0) {
                statement.execute("set timestamp = unix_timestamp(sysdate(6)) - " + secondsBack);
            }
        }
        return connection;
    }
}
