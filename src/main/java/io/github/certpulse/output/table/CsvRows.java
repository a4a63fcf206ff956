package io.github.certpulse.output.table;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.files.csv.CsvCell;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/// A table as CSV (RFC 4180) in UTF-8. Texts that a spreadsheet would read as formulas are neutralised by
/// [CsvCell#neutral].
///
/// Cells are prepared as bytes where possible, since a province has a million rows.
public final class CsvRows extends Rows {
    private static final int MAX_NUMBER_LENGTH = 11;
    private final OutputStream out;
    private final int[] starts = new int[BLOCK + 1];
    private byte[] buffer = new byte[256 * 1024];
    private int length;

    /// Writes the headings at once. The caller has written the byte order mark.
    public CsvRows(OutputStream out, List<String> headings) throws IOException {
        this.out = out;
        put(Cells.of(headings.stream().map(Cells::text).toList()));
        endLine();
        out.write(buffer, 0, length);
        out.flush();
        length = 0;
    }

    @Override
    void begin(Pseudonyms.Pseudonym pseudonym) {
        starts[number()] = length;
        put(pseudonym.letters());
        room(1);
        buffer[length++] = ',';
    }

    @Override
    void put(Cells cells) {
        put(cells.csv());
    }

    /// Always quoted, which is faster than checking whether quotes are needed.
    @Override
    void put(String text) {
        if (text.isEmpty()) {
            room(1);
            buffer[length++] = ',';
            return;
        }
        var bytes = CsvCell.neutral(text).getBytes(UTF_8);
        room(2 * bytes.length + 3);
        buffer[length++] = '"';
        for (var octet : bytes) {
            if (octet == '"') {
                buffer[length++] = '"';
            }
            buffer[length++] = octet;
        }
        buffer[length++] = '"';
        buffer[length++] = ',';
    }

    @Override
    void put(int number) {
        room(MAX_NUMBER_LENGTH + 1);
        put(Integer.toString(number).getBytes(US_ASCII));
        buffer[length++] = ',';
    }

    @Override
    void end(Pseudonyms.Pseudonym pseudonym) throws IOException {
        endLine();
        starts[number() + 1] = length;
        super.end(pseudonym);
    }

    @Override
    void write(int[] numbers) throws IOException {
        for (var number : numbers) {
            out.write(buffer, starts[number], starts[number + 1] - starts[number]);
        }
        out.flush();
        length = 0;
    }

    /// Replaces the comma behind the last cell by the end of the line.
    private void endLine() {
        room(1);
        buffer[length - 1] = '\r';
        buffer[length++] = '\n';
    }

    private void put(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void room(int bytes) {
        if (buffer.length - length < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + bytes));
        }
    }
}
