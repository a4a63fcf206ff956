package io.github.certpulse.ceiling;

import io.github.certpulse.load.Child;
import io.github.certpulse.load.Load;
import io.github.certpulse.testing.TestDatabase;
import java.util.Locale;
import java.util.Map;

/// The database without the service.
public final class DatabaseCeiling implements AutoCloseable {
    /// What is sent is prepared once, as the service does.
    private static final String OPTIONS =
            "&useServerPrepStmts=true&cachePrepStmts=true&useLocalSessionState=true&cacheServerConfiguration=true";
    private final Child process;
    private final String database;

    private DatabaseCeiling(Child process, String database) {
        this.process = process;
        this.database = database;
    }

    /// @param url a JDBC address with parameters
    public static DatabaseCeiling start(String url, String user, String database) {
        return new DatabaseCeiling(
                Child.start(DatabaseClient.class, Map.of("DATABASE_URL", url + OPTIONS + "&user=" + user)),
                database);
    }

    /// Inserts of the bytes of a stored response, each statement committed; figures are rows.
    ///
    /// @param rows rows of a statement
    public Load insert(int connections, double seconds, int rows) {
        var before = inserted();
        var load = Load.parse(process.ask(String.format(Locale.ROOT, "insert %d %.2f %d", connections, seconds, rows)));
        var stored = inserted() - before;
        if (stored != load.answers()) {
            throw new IllegalStateException("%d rows instead of %d".formatted(stored, load.answers()));
        }
        return load;
    }

    /// Selects by primary key.
    public Load select(int connections, double seconds) {
        return Load.parse(process.ask(String.format(Locale.ROOT, "select %d %.2f", connections, seconds)));
    }

    private int inserted() {
        try (var connection = TestDatabase.of(database)) {
            connection.change("create table if not exists " + PlainInsert.TABLE + " like response");
            return connection.number("select count(*) from " + PlainInsert.TABLE);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
