package io.github.certpulse.platform.backup;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// The rows of one table of the database, in the order of its primary key, so that equal contents give equal lines.
final class TableRows {
    private static final Set<Integer> BINARY = Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);
    private final Connection connection;
    private final Line.Table table;
    private final String select;

    private TableRows(Connection connection, Line.Table table, String select) {
        this.connection = connection;
        this.table = table;
        this.select = select;
    }

    /// Takes one line of the backup.
    interface LineConsumer {
        void take(byte[] line) throws IOException;
    }

    /// The columns that a table has now.
    static TableRows of(Connection connection, String name) throws SQLException {
        var key = texts(connection, """
                select column_name as found from information_schema.key_column_usage
                 where table_schema = database() and table_name = ? and constraint_name = 'PRIMARY'
                 order by ordinal_position""", name);
        var select = "select * from `%s` order by %s".formatted(name, String.join(", ", key));
        var columns = new ArrayList<String>();
        var binary = new ArrayList<String>();
        try (var statement = connection.prepareStatement(select + " limit 0"); var rows = statement.executeQuery()) {
            var data = rows.getMetaData();
            for (var i = 1; i <= data.getColumnCount(); i++) {
                columns.add(data.getColumnName(i));
                if (BINARY.contains(data.getColumnType(i))) {
                    binary.add(data.getColumnName(i));
                }
            }
        }
        return new TableRows(connection, new Line.Table(name, columns, binary), select);
    }

    /// The names of all tables but that of the migrations.
    static List<String> tables(Connection connection) throws SQLException {
        return texts(connection, """
                select table_name as found from information_schema.tables
                 where table_schema = database() and table_type = 'BASE TABLE'
                   and table_name not in (?, 'migration_lease')
                 order by table_name""", History.TABLE);
    }

    Line.Table table() {
        return table;
    }

    /// Reads the rows one after another; memory does not grow with their number.
    Line.TableEnd read(LineConsumer lines) throws IOException {
        var digest = new Digest();
        var number = 0L;
        try (
                var statement = connection
                        .prepareStatement(select, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // Connector/J reads row by row only with this size.
            statement.setFetchSize(Integer.MIN_VALUE);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var line = row(rows).bytes();
                    digest.add(line);
                    lines.take(line);
                    number++;
                }
            }
        } catch (SQLException e) {
            throw new IOException("the table " + table.name() + " cannot be read", e);
        }
        return new Line.TableEnd(number, digest.hex());
    }

    private Line.Row row(ResultSet rows) throws SQLException {
        var values = new ArrayList<JsonNode>();
        for (var column : table.columns()) {
            values.add(table.binary().contains(column) ? base64(rows.getBytes(column)) : text(rows.getString(column)));
        }
        return new Line.Row(values);
    }

    private static JsonNode base64(byte @Nullable [] bytes) {
        return text(bytes == null ? null : Base64.getEncoder().encodeToString(bytes));
    }

    private static JsonNode text(@Nullable String text) {
        return text == null ? JsonNode.nullNode() : JsonNode.createStringNode(text);
    }

    private static List<String> texts(Connection connection, String query, String value) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, value);
            try (var rows = statement.executeQuery()) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString("found"));
                }
                return texts;
            }
        }
    }
}
