package io.github.certpulse.testing;

import io.github.certpulse.embedded.DataDirectory;
import io.github.certpulse.embedded.EmbeddedDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;

/// A database in which users have rights. The embedded MariaDB starts without them and is asked to begin; MySQL has
/// them.
public final class PrivilegedDatabase implements AutoCloseable {
    private final int port;
    private final Connection root;

    private PrivilegedDatabase(int port, Connection root) {
        this.port = port;
        this.root = root;
    }

    public static PrivilegedDatabase start() {
        try {
            if (!TestServers.isMariaDb()) {
                var shared = TestServers.shared().databasePort();
                return new PrivilegedDatabase(shared, connect(shared, "", "root", ""));
            }
            var directory = Path.of("target", "test-servers", "rights-" + UUID.randomUUID()).toAbsolutePath();
            var url = EmbeddedDatabase.start(DataDirectory.open(directory)).url();
            var port = URI.create(url.substring("jdbc:".length())).getPort();
            var root = connect(port, "", "root", "");
            var database = new PrivilegedDatabase(port, root);
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
