package io.github.certpulse.survey.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.certpulse.files.text.ByteOrderMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.stream.Stream;

/// A roster as CSV (RFC 4180). A row is a record, as in a spreadsheet: a quoted line break does not start a new one.
record CsvRoster(String text) {
    private static final Charset GB18030 = Charset.forName("GB18030");

    /// Excel in China saves GB18030, in which almost any bytes are valid, so UTF-8 is tried first. Neither accepts
    /// malformed bytes.
    static CsvRoster decode(byte[] file) throws RosterViolation.RosterReadingStopped {
        var text = Stream.of(UTF_8, GB18030)
                .flatMap(charset -> decode(file, charset).stream())
                .findFirst()
                .orElseThrow(() -> new RosterViolation.RosterReadingStopped(RosterRule.ENCODING_UNKNOWN.ofFile()));
        return new CsvRoster(ByteOrderMark.removedFrom(text));
    }

    void readInto(RosterCheck check) throws IOException {
        int row = 0;
        try (
                var records = CsvReader.builder()
                        .fieldSeparator(separator())
                        .skipEmptyLines(false)
                        .allowUnclosedQuote(false)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            for (var csvRecord : records) {
                check.row(++row, false, csvRecord.getFields());
            }
        } catch (CsvParseException broken) {
            throw new RosterViolation.RosterReadingStopped(RosterRule.CSV_MALFORMED.at(row + 1, ""));
        }
    }

    private static Optional<String> decode(byte[] file, Charset charset) {
        try {
            // A new decoder reports malformed bytes; the constructor of String would replace them by U+FFFD.
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(file)).toString());
        } catch (CharacterCodingException otherCharset) {
            return Optional.empty();
        }
    }

    /// The separator that occurs most often in the heading line.
    private char separator() {
        var heading = text.lines().findFirst().orElse("");
        long commas = heading.chars().filter(c -> c == ',').count();
        long semicolons = heading.chars().filter(c -> c == ';').count();
        long tabs = heading.chars().filter(c -> c == '\t').count();
        if (tabs > Math.max(commas, semicolons)) {
            return '\t';
        }
        return semicolons > commas ? ';' : ',';
    }
}
