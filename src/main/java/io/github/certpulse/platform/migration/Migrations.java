package io.github.certpulse.platform.database;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Gives migrations a longer timeout: adding a column to a large table takes longer than the usual `socketTimeout`.
@Singleton
@Named(Migrations.DATA_SOURCE)
class Migrations implements FlywayConfigurationCustomizer {
    static final String DATA_SOURCE = "default";
    private static final Duration SOCKET_TIMEOUT = Duration.ofHours(2);

    @Override
    public String getName() {
        return DATA_SOURCE;
    }

    /// The pool restores the usual timeout when it takes a connection back.
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
