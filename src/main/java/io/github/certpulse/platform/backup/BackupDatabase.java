package io.github.certpulse.platform.backup;

import io.github.certpulse.platform.settings.Setting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/// How the commands reach the database: with the service's settings, but on one connection that may read for hours.
///
/// @param url JDBC address, with the options that make every value readable as text
record BackupDatabase(String url, String user, String password) {

    /// @throws IllegalArgumentException where no database is set
    static BackupDatabase from(Map<String, String> environment) {
        var url = Setting.DATABASE_URL.in(environment)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                Setting.DATABASE_URL.variable() + " is not set: it must be "
                                        + Setting.DATABASE_URL.meaning()));
        // The service's own user may not be allowed to make tables.
        var migrationUser = Setting.DATABASE_MIGRATION_USER.in(environment);
        return new BackupDatabase(
                url + (url.contains("?") ? "&" : "?")
                        + "tinyInt1isBit=false&rewriteBatchedStatements=true&connectTimeout=3000&tcpKeepAlive=true",
                migrationUser.or(() -> Setting.DATABASE_USER.in(environment)).orElse("certpulse"),
                (migrationUser.isPresent() ? Setting.DATABASE_MIGRATION_PASSWORD : Setting.DATABASE_PASSWORD)
                        .in(environment)
                        .orElse(""));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
