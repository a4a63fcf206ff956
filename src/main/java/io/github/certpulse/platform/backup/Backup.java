package io.github.certpulse.platform.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/// Writes the database to a file while the service goes on. All tables are read as they were at one moment (a
/// consistent snapshot of InnoDB), so the file holds every sheet that was acknowledged before it began.
final class Backup {
    private final BackupDatabase database;
    private final PrintStream messages;

    Backup(BackupDatabase database, PrintStream messages) {
        this.database = database;
        this.messages = messages;
    }

    /// The file gets its name when it is complete and on the disk. Only its owner may read it.
    ///
    /// @param startedAt stands in the file
    /// @throws IOException where the file exists or cannot be written, or the database fails
    void write(Path file, Instant startedAt) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString(), null, "is there already; choose another name");
        }
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            copyTo(part, startedAt);
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        messages.printf("The backup %s is complete, %,d bytes%n", file, Files.size(file));
    }

    private void copyTo(Path part, Instant startedAt) throws IOException {
        var version = new History(database).version()
                .orElseThrow(() -> new IOException("the database has no tables of CertPulse"));
        try (var connection = database.connect(); var writer = new BackupWriter(Files.newOutputStream(part))) {
            beginSnapshot(connection);
            writer.begin(new Line.Begin(version, startedAt.toString()));
            for (var name : TableRows.tables(connection)) {
                var end = writer.table(TableRows.of(connection, name));
                messages.printf("%-24s %,12d rows%n", name, end.rows());
            }
            writer.end();
        } catch (SQLException e) {
            throw new IOException("the database cannot be read: " + e.getMessage(), e);
        }
    }

    private static void beginSnapshot(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set session transaction isolation level repeatable read");
            statement.execute("start transaction with consistent snapshot, read only");
        }
    }
}
