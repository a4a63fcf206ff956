package io.github.certpulse.platform.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/// The migrations of a database, by Flyway's table of them.
final class History {
    static final String TABLE = "flyway_schema_history";
    private final BackupDatabase database;

    History(BackupDatabase database) {
        this.database = database;
    }

    /// The version of the last migration; empty where the database has none yet.
    Optional<String> version() {
        return Optional.ofNullable(flyway(MigrationVersion.LATEST).info().current())
                .map(MigrationInfo::getVersion)
                .map(MigrationVersion::getVersion);
    }

    /// Whether this program has a migration to the version.
    boolean knows(String version) {
        return Arrays.stream(flyway(MigrationVersion.LATEST).info().all())
                .anyMatch(each -> each.getVersion().equals(MigrationVersion.fromVersion(version)));
    }

    /// Makes the tables of a version in an empty database.
    void migrateTo(String version) {
        flyway(MigrationVersion.fromVersion(version)).migrate();
    }

    /// Says that the tables are not complete, or that they are. The service does not start on a database whose last
    /// migration has failed, so it does not start on one that is half restored.
    static void markComplete(Connection connection, boolean complete) throws SQLException {
        try (
                var statement = connection.prepareStatement(
                        "update " + TABLE + " set success = ? order by installed_rank desc limit 1")) {
            statement.setBoolean(1, complete);
            statement.executeUpdate();
        }
    }

    private Flyway flyway(MigrationVersion target) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .target(target)
                .load();
    }
}
