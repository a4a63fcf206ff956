package io.github.certpulse;

import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.SqlConnection;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks at the start that the database writes each commit to disk before it confirms it, and logs every deviating
/// setting. Otherwise sheets could get lost that were acknowledged.
@Singleton
class Durability {
    private static final Logger LOG = LoggerFactory.getLogger(Durability.class);
    private final Database database;

    Durability(Database database) {
        this.database = database;
    }

    @EventListener
    void check(StartupEvent event) {
        for (var deviation : deviations()) {
            LOG.error(
                    "ANSWERS CAN BE LOST: {} — a crash of the database server may lose sheets that were acknowledged. "
                            + "Change the server's configuration.",
                    deviation);
        }
    }

    /// The database's settings with which acknowledged sheets can get lost, each with the right value.
    List<String> deviations() {
        return database.run(connection -> {
            var deviations = new ArrayList<String>();
            expectOne(connection, "innodb_flush_log_at_trx_commit", deviations);
            var isMySql = !variable(connection, "version").contains("MariaDB");
            if (isMySql && variable(connection, "log_bin").equals("1")) {
                expectOne(connection, "sync_binlog", deviations);
            }
            return deviations;
        });
    }

    private static void expectOne(SqlConnection connection, String name, List<String> deviations) {
        var value = variable(connection, name);
        if (!value.equals("1")) {
            deviations.add("the database runs with %s=%s instead of 1".formatted(name, value));
        }
    }

    private static String variable(SqlConnection connection, String name) {
        return connection.first(row -> row.getString("value"), "select @@global." + name + " as value").orElseThrow();
    }
}
