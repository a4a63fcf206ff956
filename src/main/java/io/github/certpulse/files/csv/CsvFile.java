package io.github.certpulse.files.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.certpulse.files.text.ByteOrderMark;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Collection;
import java.util.List;

/// A CSV file (RFC 4180) that is written line by line. [CsvCell#neutral] neutralises texts that a spreadsheet would
/// treat as formulas. The underlying writer is neither flushed nor closed.
public final class CsvFile {
    public static final String MEDIA_TYPE = MediaType.TEXT_CSV + ";charset=UTF-8";
    private final CsvWriter csv;

    private CsvFile(Writer out, char separator) {
        this.csv = CsvWriter.builder().bufferSize(0).fieldSeparator(separator).build(out);
    }

    /// A file with a byte order mark, from which Excel detects the encoding.
    ///
    /// @param out writes UTF-8
    /// @throws UncheckedIOException where the writer fails; so does [#line]
    public static CsvFile forExcel(Writer out) {
        try {
            ByteOrderMark.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CsvFile(out, ',');
    }

    /// For the clipboard: cells separated by tabs, without a byte order mark.
    public static CsvFile tabSeparated(Writer out) {
        return new CsvFile(out, '\t');
    }

    public void line(Collection<String> cells) {
        csv.writeRecord(cells.stream().map(CsvCell::neutral).toList());
    }

    public void line(String... cells) {
        line(List.of(cells));
    }
}
