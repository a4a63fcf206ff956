package db.migration;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.github.certpulse.survey.spelling.NameKey;
import io.github.certpulse.survey.spelling.Spellings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/// Schools and certificates get the key by which their names are compared, in Java because no SQL folds the width of
/// letters on both MySQL and MariaDB. A certificate's name takes one spelling over all schools of its campaign. Where a
/// school or a certificate was brought in twice in two spellings, both stay with all that hangs on them: the later one
/// gets a key that no name has, and is found by its own spelling only.
public class V9__name_keys extends BaseJavaMigration {
    /// Longer than the key of any name of 100 characters.
    private static final String TYPE = "varchar(320)";

    private record Row(long id, long of, long campaign, String name) {}

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        for (var table : List.of("school", "certificate")) {
            run(connection, "alter table %s add column name_key %s null".formatted(table, TYPE));
        }
        fill(
                connection,
                "school",
                "select id, campaign_id, campaign_id, name from school order by campaign_id, position, id",
                false);
        fill(connection, "certificate", """
                select c.id, c.school_id, s.campaign_id, c.name from certificate c join school s on s.id = c.school_id
                 order by s.campaign_id, s.position, c.position, c.id""", true);
        run(
                connection,
                "alter table school modify column name_key %s not null,".formatted(TYPE)
                        + " add unique key school_name_key (campaign_id, name_key)");
        run(
                connection,
                "alter table certificate modify column name_key %s not null,".formatted(TYPE)
                        + " add unique key certificate_name_key (school_id, name_key)");
    }

    /// @param select    id, whose names are to differ, campaign and name
    /// @param respelled whether the campaign's first spelling of a name becomes the only one
    private static void fill(Connection connection, String table, String select, boolean respelled)
            throws SQLException {
        var rows = rows(connection, select);
        Map<Long, Set<String>> names = rows.stream().collect(groupingBy(Row::of, mapping(Row::name, toSet())));
        Map<Long, Set<NameKey>> taken = new HashMap<>();
        Map<Long, Spellings> spellings = new HashMap<>();
        var change = "update %s set name_key = ?, name = ? where id = ?".formatted(table);
        try (var update = connection.prepareStatement(change)) {
            for (var row : rows) {
                var key = NameKey.from(row.name());
                var spelling = spellings.computeIfAbsent(row.campaign(), _ -> new Spellings()).of(row.name());
                boolean first = taken.computeIfAbsent(row.of(), _ -> new HashSet<>()).add(key);
                // No key holds a blank.
                update.setString(1, first ? key.text() : key.text() + " " + row.id());
                update.setString(2, respelled && !names.get(row.of()).contains(spelling) ? spelling : row.name());
                update.setLong(3, row.id());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static List<Row> rows(Connection connection, String select) throws SQLException {
        var rows = new ArrayList<Row>();
        try (var statement = connection.createStatement(); var found = statement.executeQuery(select)) {
            while (found.next()) {
                rows.add(new Row(found.getLong(1), found.getLong(2), found.getLong(3), found.getString(4)));
            }
        }
        return rows;
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}
