package io.github.certpulse.ceiling;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Copies of a stored response in a table like that of the responses, each with ids of its own. One copy stands for all
/// the others: its bytes are read from the database once.
final class PlainInsert {
    static final String TABLE = "plain_insert";
    private static final AtomicLong SEQUENCE = new AtomicLong();
    private final List<String> columns = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /// Reads the newest response.
    PlainInsert(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table if not exists " + TABLE + " like response");
            try (
                    var rows = statement.executeQuery(
                            "select column_name from information_schema.columns where table_schema = database() "
                                    + "and table_name = 'response' and extra not like '%generated%' "
                                    + "order by ordinal_position")) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
            try (
                    var rows = statement.executeQuery(
                            "select " + String.join(", ", columns)
                                    + " from response order by stored_at desc limit 1")) {
                rows.next();
                for (var column : columns) {
                    values.add(rows.getObject(column));
                }
            }
        }
    }

    /// A statement that inserts this many rows.
    PreparedStatement prepare(Connection connection, int rows) throws SQLException {
        var row = columns.stream().map(_ -> "?").collect(Collectors.joining(", ", "(", ")"));
        return connection.prepareStatement(
                "insert into " + TABLE
                        + " ("
                        + String.join(", ", columns)
                        + ") values "
                        + String.join(", ", Collections.nCopies(rows, row)));
    }

    /// Gives the statement new rows.
    void bind(PreparedStatement statement, int rows) throws SQLException {
        var parameter = 0;
        for (var row = 0; row < rows; row++) {
            for (var i = 0; i < columns.size(); i++) {
                statement.setObject(++parameter, switch (columns.get(i)) {
                    case "seq" -> (Long) values.get(i) + SEQUENCE.incrementAndGet();
                    case "id", "respondent" -> randomBytes();
                    default -> values.get(i);
                });
            }
        }
    }

    private static byte[] randomBytes() {
        var bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }
}
