package io.github.certpulse.platform.backup;

import io.github.certpulse.platform.backup.Line.Begin;
import io.github.certpulse.platform.backup.Line.End;
import io.github.certpulse.platform.backup.Line.Row;
import io.github.certpulse.platform.backup.Line.Table;
import io.github.certpulse.platform.backup.Line.TableEnd;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads a backup and checks that nothing of it is missing or changed.
final class BackupReader {
    private static final int BUFFER = 1 << 16;
    private static final String DAMAGED = "the backup is damaged: ";
    private final RowConsumer rows;
    private final Digest all = new Digest();
    private final Map<String, TableEnd> tables = new LinkedHashMap<>();
    private String version = "";
    private String takenAt = "";
    private Table table = new Table("", List.of(), List.of());
    private Digest ofTable = new Digest();
    private long rowsOfTable;
    private boolean inTable;

    private BackupReader(RowConsumer rows) {
        this.rows = rows;
    }

    /// Takes the tables and their rows.
    interface RowConsumer {
        void begin(Table table) throws IOException;

        void row(Row row) throws IOException;

        /// After the last row of a table.
        void end() throws IOException;
    }

    /// What a backup holds.
    ///
    /// @param schema  the version of its tables
    /// @param takenAt when it was begun
    /// @param tables  by name
    record Contents(String schema, String takenAt, Map<String, TableEnd> tables) {

        Contents {
            tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        }

        long rows() {
            return tables.values().stream().mapToLong(TableEnd::rows).sum();
        }
    }

    /// Reads to the end.
    ///
    /// @throws IOException where the file cannot be read, is no backup, was cut off, or was changed
    static Contents read(Path file, RowConsumer rows) throws IOException {
        var reader = new BackupReader(rows);
        try (var in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), BUFFER), BUFFER)) {
            return reader.read(in);
        } catch (EOFException | ZipException e) {
            throw new IOException(DAMAGED + "it was cut off or is no backup", e);
        }
    }

    /// The same, for the check alone.
    static Contents check(Path file) throws IOException {
        return read(file, new RowConsumer() {
            @Override
            public void begin(Table table) {}

            @Override
            public void row(Row row) {}

            @Override
            public void end() {}
        });
    }

    private Contents read(InputStream in) throws IOException {
        for (var bytes = line(in); bytes.length > 0; bytes = line(in)) {
            var line = Line.parse(bytes);
            if (version.isEmpty() != line instanceof Begin) {
                throw new IOException(DAMAGED + "its first line is missing or there twice");
            }
            if (line instanceof End(var number, var sha256)) {
                if (inTable || number != tables.size() || !sha256.equals(all.hex()) || in.read() >= 0) {
                    throw new IOException(DAMAGED + "its content is not what was written");
                }
                return new Contents(version, takenAt, tables);
            }
            all.add(bytes);
            take(line, bytes);
        }
        throw new IOException(DAMAGED + "it was cut off");
    }

    private void take(Line line, byte[] bytes) throws IOException {
        switch (line) {
            case Begin begin -> {
                version = begin.schema();
                takenAt = begin.takenAt();
            }
            case Table next -> {
                table = next;
                inTable = true;
                rowsOfTable = 0;
                ofTable = new Digest();
                rows.begin(next);
            }
            case Row row -> {
                if (!inTable || row.values().size() != table.columns().size()) {
                    throw new IOException(DAMAGED + "a row does not fit its table");
                }
                ofTable.add(bytes);
                rowsOfTable++;
                rows.row(row);
            }
            case TableEnd end -> {
                if (!inTable || !end.equals(new TableEnd(rowsOfTable, ofTable.hex()))) {
                    throw new IOException(DAMAGED + "the table " + table.name() + " is not as it was written");
                }
                inTable = false;
                tables.put(table.name(), end);
                rows.end();
            }
            case End end -> throw new IllegalStateException("ends before: " + end);
        }
    }

    /// The bytes before the next line break; none at the end.
    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(512);
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toByteArray();
    }
}
