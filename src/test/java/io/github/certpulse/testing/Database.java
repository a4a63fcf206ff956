package io.github.certpulse.testing;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A look into a service's database past the service, as somebody would take who stole a backup.
public final class Database {
    private final String url;

    private Database(String url) {
        this.url = url;
    }

    public static Database of(TestService service) {
        var servers = TestServers.shared();
        return new Database((String) TestServers.settings(servers.databasePort(), service.database(), servers.redisPort()).get("certpulse.database.url"));
    }

    /// Changes something by one statement; `?` stand for the values.
    public int run(String sql, Object... values) {
        try (var connection = connection(); var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The first value of each row.
    public List<String> column(String sql) {
        try (var connection = connection(); var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Every byte of every table, those of binary columns as ISO 8859-1 so that text within them is found as well.
    public String everything() {
        var all = new StringBuilder();
        for (var table : column("show tables")) {
            try (var connection = connection(); var statement = connection.createStatement(); var rows = statement.executeQuery("select * from `" + table + "`")) {
                while (rows.next()) {
                    for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        var bytes = rows.getBytes(i);
                        if (bytes != null) {
                            all.append(new String(bytes, StandardCharsets.UTF_8)).append('\n').append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
                        }
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return all.toString();
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(url, "root", "");
    }
}
