package io.github.certpulse.platform.migration;

import io.github.certpulse.platform.database.ServiceGrants;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Runs the migrations that the database lacks before anything else uses it, in one replica at a time. A replica of an
/// older version starts on newer tables without migrating anything. Where a separate user is set for migrations, they
/// run as this user, who then gives the service's user its rights on each table, see [ServiceGrants].
@Singleton
class Migrations implements BeanCreatedEventListener<DataSource> {
    /// Adding a column to a large table takes longer than the usual `socketTimeout`.
    private static final Duration SOCKET_TIMEOUT = Duration.ofHours(2);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final String OTHER_TABLES = """
            select count(*) as number from information_schema.tables
             where table_schema = database() and table_name <> 'migration_lease'""";

    private final Optional<String> user;
    private final String password;
    private final String url;
    private final Map<String, Object> properties;

    Migrations(
            @Property(name = "certpulse.database.migration.user") Optional<String> user,
            @Property(name = "certpulse.database.migration.password") Optional<String> password,
            @Property(name = "datasources.default.url") String url,
            @Property(name = "datasources.default.data-source-properties") Map<String, Object> properties) {
        this.user = user.filter(name -> !name.isBlank());
        this.password = password.orElse("");
        this.url = url;
        this.properties = Map.copyOf(properties);
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        var pool = DelegatingDataSource.unwrapDataSource(event.getBean());
        if (user.isPresent()) {
            migrate(as(user.get(), pool), Flyway.configure().callbacks(new ServiceGrants(pool)), BEAT);
        } else {
            migrate(pool, Flyway.configure(), BEAT);
        }
        return event.getBean();
    }

    /// Connects as another user than the service's.
    private DataSource as(String name, DataSource pool) {
        var own = new Properties();
        properties.forEach((key, value) -> own.setProperty(key, value.toString()));
        own.setProperty("user", name);
        own.setProperty("password", password);
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                return DriverManager.getConnection(url, own);
            }
        };
    }

    /// @param flyway says which migrations there are
    /// @param beat   see [MigrationLease]
    static void migrate(DataSource pool, FluentConfiguration flyway, Duration beat) {
        flyway.dataSource(patient(pool));
        var nothingToDo = flyway.load();
        if (nothingToDo.info().pending().length == 0) {
            // Only compares the migrations with those that were run.
            nothingToDo.migrate();
            return;
        }
        try (var lease = MigrationLease.take(pool, beat)) {
            if (lease.isAfterInterruption()) {
                flyway.dataSource(patient(InterruptedMigration.resumedOn(pool)));
            }
            // The table of the lease is there before Flyway's own.
            if (isEmpty(pool)) {
                flyway.baselineOnMigrate(true).baselineVersion("0");
            }
            flyway.load().migrate();
        } catch (SQLException e) {
            throw new DataAccessException("The tables cannot be migrated: " + e.getMessage(), e);
        }
    }

    private static boolean isEmpty(DataSource pool) throws SQLException {
        try (
                var connection = pool.getConnection();
                var statement = connection.createStatement();
                var tables = statement.executeQuery(OTHER_TABLES)) {
            return tables.next() && tables.getInt("number") == 0;
        }
    }

    /// The pool restores the usual timeout when it takes a connection back.
    static DataSource patient(DataSource pool) {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = super.getConnection();
                connection.setNetworkTimeout(Runnable::run, Math.toIntExact(SOCKET_TIMEOUT.toMillis()));
                return connection;
            }
        };
    }
}
