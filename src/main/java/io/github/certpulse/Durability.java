package io.github.certpulse;

import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// "Acknowledged means committed" holds only if the database writes a commit to disk before it reports it. At start
/// its settings are looked at, and a deviation is warned about.
@Singleton
class Durability {
    private static final Logger LOG = LoggerFactory.getLogger(Durability.class);
    private final DataSource dataSource;

    Durability(DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    @EventListener
    void check(StartupEvent event) throws SQLException {
        for (var deviation : deviations()) {
            LOG.error(
                    "ANSWERS CAN BE LOST: {} — a crash of the database server may lose sheets that were acknowledged. "
                            + "Change the server's configuration.",
                    deviation);
        }
    }

    /// Settings that let acknowledged sheets get lost, each with what it ought to be.
    List<String> deviations() throws SQLException {
        var deviations = new ArrayList<String>();
        try (var connection = dataSource.getConnection()) {
            expectOne(connection, "innodb_flush_log_at_trx_commit", deviations);
            var isMySql = !connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
            if (isMySql && variable(connection, "log_bin").equals("1")) {
                expectOne(connection, "sync_binlog", deviations);
            }
        }
        return deviations;
    }

    private static void expectOne(Connection connection, String name, List<String> deviations) throws SQLException {
        var value = variable(connection, name);
        if (!value.equals("1")) {
            deviations.add("the database runs with %s=%s instead of 1".formatted(name, value));
        }
    }

    private static String variable(Connection connection, String name) throws SQLException {
        try (
                var statement = connection.createStatement();
                var row = statement.executeQuery("select @@global." + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
