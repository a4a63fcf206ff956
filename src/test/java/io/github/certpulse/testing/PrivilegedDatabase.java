package io.github.certpulse.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.embedded.DataDirectory;
import io.github.certpulse.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/// A database in which users have rights. The embedded MariaDB starts without them and is asked to begin; MySQL has
/// them.
public final class PrivilegedDatabase implements AutoCloseable {
    private static final String ROOT_PASSWORD = "the administrator's own";
    private static final List<String> CHANGES_OF_THE_TRAIL = List.of(
            "update audit set username = 'nobody'",
            "delete from audit",
            "truncate table audit",
            "drop table audit",
            "alter table audit drop column facts");
    private final int port;
    private final Connection root;
    private final Path programs;

    private PrivilegedDatabase(int port, Connection root, Path programs) {
        this.port = port;
        this.root = root;
        this.programs = programs;
    }

    public static PrivilegedDatabase start() {
        try {
            if (!TestServers.isMariaDb()) {
                var shared = TestServers.shared().databasePort();
                return new PrivilegedDatabase(shared, connect(shared, "", "root", ""), Path.of("/usr/bin"));
            }
            var directory = Path.of("target", "test-servers", "rights-" + UUID.randomUUID()).toAbsolutePath();
            var url = EmbeddedDatabase.start(DataDirectory.open(directory)).url();
            var port = URI.create(url.substring("jdbc:".length())).getPort();
            var root = connect(port, "", "root", "");
            var database = new PrivilegedDatabase(port, root, directory.resolve("mariadb/base/bin"));
            database.run("flush privileges");
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    /// The address of a database that exists.
    public String url(String name) {
        return url(port, name);
    }

    private static String url(int port, String name) {
        return "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true".formatted(port, name);
    }

    /// Runs a statement as the administrator.
    public void run(String statement) throws SQLException {
        try (var created = root.createStatement()) {
            created.execute(statement);
        }
    }

    /// Runs a script with the database's client, as the container of the database does: the client reaches the database
    /// by its socket and has to give the administrator's password.
    ///
    /// @param folder    for its output and the client's settings
    /// @param variables the container's
    public void script(Path folder, Path script, Map<String, String> variables) throws SQLException, IOException {
        run("alter user 'root'@'localhost' identified by '%s'".formatted(ROOT_PASSWORD.replace("'", "''")));
        var command = new ArrayList<>(List.of("env", "PATH=" + programs + ":" + System.getenv("PATH")));
        // The embedded server has no certificate.
        Files.writeString(folder.resolve(".my.cnf"), "[client]\nsocket=%s\nloose-skip-ssl\n".formatted(socket()));
        command.add("HOME=" + folder);
        command.add("MYSQL_ROOT_PASSWORD=" + ROOT_PASSWORD);
        variables.forEach((name, value) -> command.add(name + "=" + value));
        command.add(script.toString());
        Program.run(folder, command.toArray(String[]::new));
    }

    private String socket() throws SQLException {
        try (var statement = root.createStatement(); var rows = statement.executeQuery("select @@socket")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /// Fails where a user may change the audit trail.
    public void expectUnchangeableTrail(String name, String user, String password) throws SQLException {
        try (var own = connect(name, user, password); var statement = own.createStatement()) {
            for (var forbidden : CHANGES_OF_THE_TRAIL) {
                assertThatThrownBy(() -> statement.execute(forbidden)).as(forbidden)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("denied");
            }
        }
    }

    /// A connection of a user.
    public Connection connect(String name, String user, String password) throws SQLException {
        return connect(port, name, user, password);
    }

    private static Connection connect(int port, String name, String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection(url(port, name), properties);
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
