package io.github.certpulse.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the service's user its rights after the migrations, as the user that ran them: to read, add, change and delete
/// rows of every table, except that rows of the audit trail can only be read and added.
public final class ServiceGrants implements Callback {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceGrants.class);
    private static final String AUDIT = "audit";
    private final DataSource service;

    /// @param service connects as the service's user
    public ServiceGrants(DataSource service) {
        this.service = service;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "grants of the service's user";
    }

    @Override
    public void handle(Event event, Context context) {
        try (var own = service.getConnection()) {
            var user = first(own, "select current_user()");
            var account = "'%s'@'%s'".formatted(
                    user.substring(0, user.lastIndexOf('@')).replace("'", "''"),
                    user.substring(user.lastIndexOf('@') + 1).replace("'", "''"));
            for (var table : all(context.getConnection(), "show full tables where table_type = 'BASE TABLE'")) {
                grant(context.getConnection(), table, account);
            }
        } catch (SQLException refused) {
            LOG.warn(
                    "The migration's user cannot give the service's user its rights, so they must be given by hand: {}",
                    refused.getMessage());
        }
    }

    private static void grant(Connection connection, String table, String account) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "grant %s on `%s` to %s".formatted(
                            table.equals(AUDIT) ? "select, insert" : "select, insert, update, delete",
                            table,
                            account));
        }
    }

    private static String first(Connection connection, String query) throws SQLException {
        return all(connection, query).getFirst();
    }

    private static List<String> all(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
