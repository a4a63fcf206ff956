package io.github.certpulse.platform.backup;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/// Writes a backup, compressed (gzip, RFC 1952), and adds what proves that it is complete.
final class BackupWriter implements Closeable {
    private static final int BUFFER = 1 << 16;
    private final OutputStream out;
    private final Digest all = new Digest();
    private int tables;

    BackupWriter(OutputStream file) throws IOException {
        out = new BufferedOutputStream(new GZIPOutputStream(file, BUFFER), BUFFER);
    }

    void begin(Line.Begin begin) throws IOException {
        write(begin.bytes());
    }

    /// Writes a table and its rows.
    Line.TableEnd table(TableRows rows) throws IOException {
        write(rows.table().bytes());
        var end = rows.read(this::write);
        write(end.bytes());
        tables++;
        return end;
    }

    /// Without this the backup counts as cut off.
    void end() throws IOException {
        write(new Line.End(tables, all.hex()).bytes());
    }

    private void write(byte[] line) throws IOException {
        all.add(line);
        out.write(line);
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
