package io.github.certpulse.survey.roster;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.certpulse.files.text.TextEncoding;
import io.github.certpulse.survey.roster.RosterHeading.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A roster as CSV (RFC 4180). A row is a record, as in a spreadsheet: a quoted line break does not start a new one.
record CsvRoster(String text) {
    private static final List<Character> SEPARATORS = List.of(',', '\t', ';');

    static CsvRoster decode(byte[] file) throws RosterViolation.RosterReadingStopped {
        return new CsvRoster(
                TextEncoding.decode(file)
                        .orElseThrow(
                                () -> new RosterViolation.RosterReadingStopped(RosterRule.ENCODING_UNKNOWN.ofFile())));
    }

    void readInto(RosterCheck check) throws IOException {
        var separator = SEPARATORS.getFirst();
        var heading = RosterHeading.NONE;
        for (var candidate : SEPARATORS) {
            var found = RosterHeading.find(head(candidate), new BitSet());
            if (found.score() > heading.score()) {
                separator = candidate;
                heading = found;
            }
        }
        check.heading(heading);
        int row = 0;
        try (var records = reader(separator)) {
            for (var csvRecord : records) {
                check.row(++row, false, csvRecord.getFields());
            }
        } catch (CsvParseException broken) {
            throw new RosterViolation.RosterReadingStopped(RosterRule.CSV_MALFORMED.at(row + 1, ""));
        }
    }

    /// The first rows, up to one that is malformed.
    private List<Line> head(char separator) throws IOException {
        var head = new ArrayList<Line>();
        try (var records = reader(separator)) {
            for (var csvRecord : records) {
                head.add(new Line(head.size() + 1, csvRecord.getFields(), csvRecord.getFields()));
                if (head.size() == RosterHeading.MAX_ROWS) {
                    break;
                }
            }
        } catch (CsvParseException broken) {
            return head;
        }
        return head;
    }

    private CsvReader<CsvRecord> reader(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text);
    }
}
