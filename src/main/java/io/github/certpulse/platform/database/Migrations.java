package io.github.certpulse.platform.database;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Lets migrations take their time: a large table that gets a further column keeps the database silent for longer than
/// anybody else waits for it (`socketTimeout`).
@Singleton
@Named(Migrations.DATA_SOURCE)
class Migrations implements FlywayConfigurationCustomizer {
    static final String DATA_SOURCE = "default";
    private static final Duration SOCKET_TIMEOUT = Duration.ofHours(2);

    @Override
    public String getName() {
        return DATA_SOURCE;
    }

    /// The pool takes the patience back from a connection that is given back to it.
    @Override
    public void customizeFluentConfiguration(FluentConfiguration flyway) {
        flyway.dataSource(new DelegatingDataSource(flyway.getDataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = super.getConnection();
                connection.setNetworkTimeout(Runnable::run, Math.toIntExact(SOCKET_TIMEOUT.toMillis()));
                return connection;
            }
        });
    }
}
