package io.github.certpulse.faults.cluster;

import io.github.certpulse.faults.server.Replica;
import io.github.certpulse.faults.server.RunDirectory;
import io.github.certpulse.faults.server.ServerProcess.Command;
import io.github.certpulse.faults.server.ServerProcess;
import io.github.certpulse.machine.FirstAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// The service's jar with one more migration.
public final class NewerVersion {
    /// Greater than any real one.
    private static final String VERSION = "90000";
    private static final String MIGRATION = """
            create table newer_version (id bigint not null primary key, note varchar(40) not null);
            do sleep(%d);
            alter table response add column newer_version int null;
            insert into newer_version (id, note) values (1, 'once');
            """;
    private static final String JAR = "certpulse.jar";
    private final RunDirectory run;
    private final Path directory;

    private NewerVersion(RunDirectory run, Path directory) {
        this.run = run;
        this.directory = directory;
    }

    /// @param older   where the jar, its libraries and its options lie
    /// @param seconds how long the migration takes
    static NewerVersion of(RunDirectory run, Path older, int seconds) {
        var directory = run.directory("newer-version");
        try {
            Files.copy(older.resolve("certpulse.options"), directory.resolve("certpulse.options"));
            Files.copy(older.resolve(JAR), directory.resolve(JAR));
            Files.createSymbolicLink(directory.resolve("lib"), older.resolve("lib").toAbsolutePath());
            try (var jar = FileSystems.newFileSystem(directory.resolve(JAR))) {
                Files.writeString(
                        jar.getPath("db", "migration", "V%s__newer_version.sql".formatted(VERSION)),
                        MIGRATION.formatted(seconds));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NewerVersion(run, directory);
    }

    /// This version at an older one's address, with its settings; not started yet.
    Replica inPlaceOf(Replica older) {
        var command = older.process().command();
        // The cache of classes fits the older jar only.
        var words = command.words().stream().filter(word -> !word.startsWith("-XX:AOT")).toList();
        var port = older.address().getPort();
        return new Replica(
                new ServerProcess(
                        run,
                        older.process().name() + ", newer",
                        new Command(words, command.environment(), directory, command.output()),
                        () -> FirstAnswer.isReady(port)),
                older.address());
    }

    /// Whether the migration has begun.
    public boolean hasBegun(Cluster servers) throws SQLException {
        return number(servers, """
                select count(*) from information_schema.tables
                 where table_schema = database() and table_name = 'newer_version'""") == 1;
    }

    /// @throws IllegalStateException if the migration was not carried out once and wholly
    public void checkMigratedOnce(Cluster servers) throws SQLException {
        for (var query : List.of(
                "select count(*) from flyway_schema_history where version = '%s' and success = 1".formatted(VERSION),
                "select count(*) from newer_version",
                """
                        select count(*) from information_schema.columns where table_schema = database()
                         and table_name = 'response' and column_name = 'newer_version'""",
                "select count(*) from migration_lease where holder = ''")) {
            if (number(servers, query) != 1) {
                throw new IllegalStateException("not 1, but %d: %s".formatted(number(servers, query), query));
            }
        }
    }

    private static int number(Cluster servers, String query) throws SQLException {
        try (
                var database = servers.database();
                var statement = database.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
