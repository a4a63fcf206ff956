package io.github.certpulse.platform.database;

import io.micronaut.context.annotation.Property;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Gives migrations a longer timeout: adding a column to a large table takes longer than the usual `socketTimeout`.
/// Where a separate user is set for them, they run as this user, who then gives the service's user its rights on each
/// table, see [ServiceGrants].
@Singleton
@Named(Migrations.DATA_SOURCE)
class Migrations implements FlywayConfigurationCustomizer {
    static final String DATA_SOURCE = "default";
    private static final Duration SOCKET_TIMEOUT = Duration.ofHours(2);
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
    public String getName() {
        return DATA_SOURCE;
    }

    /// The pool restores the usual timeout when it takes a connection back.
    @Override
    public void customizeFluentConfiguration(FluentConfiguration flyway) {
        var pool = flyway.getDataSource();
        flyway.dataSource(new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = user.isPresent() ? ofUser(user.get()) : super.getConnection();
                connection.setNetworkTimeout(Runnable::run, Math.toIntExact(SOCKET_TIMEOUT.toMillis()));
                return connection;
            }
        });
        if (user.isPresent()) {
            flyway.callbacks(new ServiceGrants(pool));
        }
    }

    private Connection ofUser(String name) throws SQLException {
        var own = new Properties();
        properties.forEach((key, value) -> own.setProperty(key, value.toString()));
        own.setProperty("user", name);
        own.setProperty("password", password);
        return DriverManager.getConnection(url, own);
    }
}
