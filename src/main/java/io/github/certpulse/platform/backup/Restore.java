package io.github.certpulse.platform.backup;

import io.github.certpulse.platform.backup.Line.Row;
import io.github.certpulse.platform.backup.Line.Table;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Collections;
import java.util.Objects;

/// Fills an empty database from a backup. The whole file is checked before anything is written, and what was written is
/// read again and compared. Until that is done, the service refuses to start on the database.
final class Restore {
    private static final int ROWS_AT_ONCE = 500;
    private final BackupDatabase database;
    private final PrintStream messages;

    Restore(BackupDatabase database, PrintStream messages) {
        this.database = database;
        this.messages = messages;
    }

    /// @throws IOException where the file is damaged or made by a newer version, where the database holds tables, or
    ///                     fails
    void read(Path file) throws IOException {
        var contents = BackupReader.check(file);
        messages.printf("The backup is complete: %,d rows%n", contents.rows());
        var history = new History(database);
        try (var connection = database.connect()) {
            if (!TableRows.tables(connection).isEmpty()) {
                throw new IOException(
                        "the database holds tables already: restore into an empty one (a restore that"
                                + " was interrupted is begun again in a new database)");
            }
            if (!history.knows(contents.schema())) {
                throw new IOException(
                        "the backup was made by a newer version of CertPulse, whose tables have the"
                                + " version "
                                + contents.schema());
            }
            history.migrateTo(contents.schema());
            History.markComplete(connection, false);
            fill(connection, file);
            compare(connection, contents);
            History.markComplete(connection, true);
        } catch (SQLException e) {
            throw new IOException("the database cannot be filled: " + e.getMessage(), e);
        }
        messages.printf(
                "Restored: %,d rows in %d tables, as in the backup%n",
                contents.rows(),
                contents.tables().size());
        messages.printf(
                "The backup was taken at %s. What was destroyed or removed after that is there again. Within a minute"
                        + " after its start the service destroys what is due; for the rest look in a copy of the audit"
                        + " trail for personal-data-destroyed and campaign-removed since then, and do it again.%n",
                contents.takenAt());
    }

    private void fill(Connection connection, Path file) throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            // The rows come table by table, in the order of the tables' names.
            statement.execute("set foreign_key_checks = 0");
        }
        connection.setAutoCommit(false);
        BackupReader.read(file, new Inserts(connection));
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void compare(Connection connection, BackupReader.Contents contents) throws SQLException, IOException {
        for (var each : contents.tables().entrySet()) {
            var stored = TableRows.of(connection, each.getKey()).read(_ -> {});
            messages.printf("%-24s %,12d rows%n", each.getKey(), stored.rows());
            if (!stored.equals(each.getValue())) {
                throw new IOException("the table " + each.getKey() + " differs from the backup");
            }
        }
    }

    /// Inserts the rows of one table after another.
    private static final class Inserts implements BackupReader.RowConsumer {
        private final Connection connection;
        private @Nullable Target target;

        private record Target(Table table, PreparedStatement insert) {}

        private int waiting;

        private Inserts(Connection connection) {
            this.connection = connection;
        }

        /// Migrations put rows into some tables, which the backup holds as well.
        @Override
        public void begin(Table table) throws IOException {
            try (var statement = connection.createStatement()) {
                statement.execute("delete from `%s`".formatted(table.name()));
                var columns = String.join("`, `", table.columns());
                var values = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
                target = new Target(
                        table,
                        connection.prepareStatement(
                                "insert into `%s` (`%s`) values (%s)".formatted(table.name(), columns, values)));
            } catch (SQLException e) {
                throw new IOException("the table " + table.name() + " cannot be filled: " + e.getMessage(), e);
            }
        }

        @Override
        public void row(Row row) throws IOException {
            var into = Objects.requireNonNull(target);
            try {
                for (var i = 0; i < row.values().size(); i++) {
                    bind(into, i, row.values().get(i));
                }
                into.insert().addBatch();
                if (++waiting == ROWS_AT_ONCE) {
                    send(into);
                }
            } catch (SQLException e) {
                throw new IOException("the table " + into.table().name() + " cannot be filled: " + e.getMessage(), e);
            }
        }

        private static void bind(Target target, int column, JsonNode value) throws SQLException {
            if (value.isNull()) {
                target.insert().setObject(column + 1, null);
            } else if (target.table().binary().contains(target.table().columns().get(column))) {
                target.insert().setBytes(column + 1, Base64.getDecoder().decode(value.getStringValue()));
            } else {
                target.insert().setString(column + 1, value.getStringValue());
            }
        }

        @Override
        public void end() throws IOException {
            var into = Objects.requireNonNull(target);
            try {
                send(into);
                into.insert().close();
            } catch (SQLException e) {
                throw new IOException("the table " + into.table().name() + " cannot be filled: " + e.getMessage(), e);
            }
        }

        private void send(Target into) throws SQLException {
            into.insert().executeBatch();
            connection.commit();
            waiting = 0;
        }
    }
}
