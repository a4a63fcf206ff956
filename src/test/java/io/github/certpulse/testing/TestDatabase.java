package io.github.certpulse.testing;

import io.github.certpulse.platform.id.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Reads and changes a service's database without the service.
public final class TestDatabase implements AutoCloseable {
    private static final String A_TEACHERS_RESPONSE = ResponseTable.insertSelected(
            Map.ofEntries(
                    Map.entry("campaign_id", "s.campaign_id"),
                    Map.entry("seq", "?"),
                    Map.entry("id", "?"),
                    Map.entry("school_id", "s.id"),
                    Map.entry("certificate_id", "c.id"),
                    Map.entry("role", "'TEACHER'"),
                    Map.entry("respondent", "?"),
                    Map.entry("questionnaire", "'teacher-2020'"),
                    Map.entry("version", "1"),
                    Map.entry("answers", "'{\"q3\":\"B\"}'"),
                    Map.entry("other_texts", "null"),
                    Map.entry("body_hash", "repeat('x', 32)"),
                    Map.entry("channel", "'WECHAT'"),
                    Map.entry("elapsed_seconds", "null"),
                    Map.entry("received_at", "utc_timestamp(6)"),
                    Map.entry("stored_at", "utc_timestamp(6) - interval ? second")),
            "from certificate c join school s on s.id = c.school_id where c.id = ?");
    private static final String ALL_RESPONSES_AGAIN = copies("received_at");
    /// Spread over months, because identical sheets of the same minutes would be bursts.
    private static final String ALL_RESPONSES_EARLIER = copies("received_at - interval crc32(id) mod 2000 hour");
    private static final String COPIES_OVER_SECONDS = ResponseTable.insertSelected(
            Map.of(
                    "seq",
                    "seq + ?",
                    "id",
                    "unhex(md5(concat(hex(id), 'id', ?)))",
                    "respondent",
                    "unhex(md5(concat(hex(id), 'person', ?)))",
                    "stored_at",
                    "stored_at - interval ? second"),
            "from response where certificate_id = ?");
    private final Connection connection;

    private TestDatabase(Connection connection) {
        this.connection = connection;
    }

    public static TestDatabase of(TestService service) {
        return of(service.database());
    }

    /// Creates the database where it does not exist.
    public static TestDatabase of(String database) {
        var servers = TestServers.shared();
        var settings = TestServers.settings(servers.databasePort(), database, servers.redisPort());
        try {
            return new TestDatabase(
                    DriverManager.getConnection(
                            settings.get("certpulse.database.url").toString(),
                            settings.get("certpulse.database.user").toString(),
                            ""));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Connection connection() {
        return connection;
    }

    /// The first column of a query's rows, as text.
    public List<String> column(String query, Object... parameters) {
        try (var statement = prepared(query, parameters); var rows = statement.executeQuery()) {
            var column = new ArrayList<String>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public int number(String query, Object... parameters) {
        return Integer.parseInt(column(query, parameters).getFirst());
    }

    public int change(String statement, Object... parameters) {
        try (var prepared = prepared(statement, parameters)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The content of all tables, as a stolen backup would reveal it; columns also as ISO 8859-1, so that text within
    /// binary ones is found.
    public String allContent() {
        var all = new StringBuilder();
        for (var table : column("show tables")) {
            try (
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select * from `" + table + "`")) {
                while (rows.next()) {
                    for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        var bytes = rows.getBytes(i);
                        if (bytes != null) {
                            all.append(new String(bytes, StandardCharsets.UTF_8))
                                    .append('\n')
                                    .append(new String(bytes, StandardCharsets.ISO_8859_1))
                                    .append('\n');
                        }
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return all.toString();
    }

    /// The number of responses for a certificate.
    public int rows(String certificate) {
        return number("select count(*) from response where certificate_id = ?", id(certificate));
    }

    /// Stores a teacher's response without notifying the service, as a replica that died after the commit.
    ///
    /// @param secondsAgo the time of storing, by the database's clock
    public void storeUnannounced(String certificate, int secondsAgo) {
        var id = UUID.randomUUID();
        var bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        change(A_TEACHERS_RESPONSE, id.getMostSignificantBits(), bytes, bytes, secondsAgo, id(certificate));
    }

    private static String copies(String receivedAt) {
        return ResponseTable.insertSelected(
                Map.of(
                        "seq",
                        "seq + ?",
                        "id",
                        "unhex(md5(concat(hex(id), 'id', ?)))",
                        "respondent",
                        "unhex(md5(concat(hex(id), 'person', ?)))",
                        "received_at",
                        receivedAt,
                        "stored_at",
                        "stored_at - interval 1 hour"),
                "from response");
    }

    /// Stores copies of the only response, an hour older, until there are at least this many responses.
    public void copyTheResponse(int rows) {
        for (var stored = 1; stored < rows; stored *= 2) {
            change(ALL_RESPONSES_AGAIN, stored, stored, stored);
        }
    }

    /// Stores copies of a certificate's responses until there is about one in each of these last seconds.
    public void copyOverSeconds(String certificate, int seconds) {
        for (int stored; (stored = rows(certificate)) <= seconds;) {
            change(COPIES_OVER_SECONDS, stored, stored, stored, stored, id(certificate));
        }
    }

    /// Stores copies of all responses, older and of other respondents, until there are this many. Their sequence
    /// numbers are lower than those of the originals.
    public void multiplyResponses(int rows) {
        for (int stored; (stored = number("select count(*) from response")) < rows;) {
            var span = Long.parseLong(column("select max(seq) - min(seq) + 1 from response").getFirst());
            change(ALL_RESPONSES_EARLIER + " order by seq limit " + (rows - stored), -span, stored, stored);
        }
    }

    /// The number of an id of the API.
    public static long id(String shown) {
        return Ids.parse(shown).orElseThrow();
    }

    private PreparedStatement prepared(String statement, Object... parameters) throws SQLException {
        var prepared = connection.prepareStatement(statement);
        for (var i = 0; i < parameters.length; i++) {
            prepared.setObject(i + 1, parameters[i]);
        }
        return prepared;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
