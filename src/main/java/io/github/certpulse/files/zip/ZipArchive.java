package io.github.certpulse.files.zip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A ZIP archive that is written entry by entry, with names in UTF-8. It is complete only after [#finish]; the
/// underlying stream stays open.
public final class ZipArchive {
    private final ZipOutputStream zip;

    /// Writes one entry.
    ///
    /// @param <T> the type of stream; the writer may close it
    public interface EntryWriter<T, E extends Exception> {
        void writeTo(T out) throws IOException, E;
    }

    public ZipArchive(OutputStream out) {
        this(out, Deflater.DEFAULT_COMPRESSION);
    }

    /// An archive that is compressed faster and less.
    public static ZipArchive quick(OutputStream out) {
        return new ZipArchive(out, Deflater.BEST_SPEED);
    }

    private ZipArchive(OutputStream out, int level) {
        zip = new ZipOutputStream(new OpenStream(out), UTF_8);
        zip.setLevel(level);
    }

    public void add(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /// Adds an entry that is compressed while it is written.
    public <E extends Exception> void addStream(String name, EntryWriter<? super OutputStream, E> content)
            throws IOException, E {
        zip.putNextEntry(new ZipEntry(name));
        content.writeTo(new OpenStream(zip));
        zip.closeEntry();
    }

    /// The same for text in UTF-8.
    public <E extends Exception> void addText(String name, EntryWriter<? super Writer, E> content)
            throws IOException, E {
        this.<E>addStream(name, out -> {
            var text = new OutputStreamWriter(out, UTF_8);
            content.writeTo(text);
            text.flush();
        });
    }

    /// Writes the archive's directory. After that, no entry can be added.
    public void finish() throws IOException {
        zip.close();
    }

    /// Keeps the underlying stream open when it is closed itself: the end of an entry must not end the archive.
    private static final class OpenStream extends FilterOutputStream {
        OpenStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
