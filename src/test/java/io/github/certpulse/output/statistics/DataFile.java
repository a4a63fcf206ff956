package io.github.certpulse.output.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.codebook.Codebook.Column;
import io.github.certpulse.survey.codebook.Codebook.Value;
import io.github.certpulse.survey.codebook.Codebook;
import io.github.certpulse.survey.definition.DefinitionReader;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.testing.PublishedInMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A data file with a row for each case that a program must read correctly.
record DataFile(Codebook codebook, String name, List<List<String>> rows) {
    static final String QUOTED = "他说\"好\"，再见, 'page' 2 \\n";
    private static final String NEUTRALISED = "'=1+1";
    private static final int FIRST = 0;
    private static final int LAST = 1;
    private static final int SKIPPED = 2;
    private static final int MISSING = 3;
    private static final int MAX_ROWS = 4;
    private static final String LONG_OPTION = "It's “long” — ".repeat(20);
    /// Wording that fits neither into a line nor into a label, ids and codes at their limits.
    private static final String HOSTILE =
            """
                    { "code": "1-hostile", "version": 2, "role": "TEACHER", "title": "恶意\\n{frame} it's \\"q\\".", \
                    "introduction": "甲", "closing": "乙",
                      "sections": [ { "title": "一", "questions": [ "q1", "q2", \
                    "q2345678901234567890123456789012", "in_" ] } ],
                      "questions": [
                        { "id": "q1", "number": 1, "type": "single", \
                    "text": "它's \\"引号\\" \\\\ 反斜杠\\n换行。", "required": true,
                          "options": [ { "code": "A", "label": "=1+1" }, { "code": "B", "label": "%s" }, \
                    { "code": "C", "label": "%s", "otherText": true } ] },
                        { "id": "q2", "number": 2, "type": "multiple", "text": "只有一个选项", "required": false, \
                    "options": [ { "code": "A", "label": "唯一" } ] },
                        { "id": "q2345678901234567890123456789012", "number": 3, "type": "multiple", \
                    "text": "%s", "required": false,
                          "options": [ { "code": "Ab345678", "label": "%s" }, { "code": "B", "label": "'" } ] },
                        { "id": "in_", "number": 4, "type": "text", "text": "𠮷'", "required": false, "maxLength": 3 }
                      ],
                      "contact": { "introduction": "丙" } }
                    """
                    .formatted(LONG_OPTION, "'".repeat(130), "很长的题目".repeat(60), "𠮷".repeat(100));

    static List<Codebook> codebooks() {
        var official = new Questionnaires(new PublishedInMemory());
        return Stream
                .concat(
                        Stream.of("teacher-2020", "student-2020")
                                .map(code -> official.find(code, 1).orElseThrow().definition()),
                        Stream.of(hostile()))
                .map(Codebook::from)
                .toList();
    }

    private static Definition hostile() {
        try {
            return DefinitionReader.read(Json.read(HOSTILE.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataFile of(Codebook codebook) {
        var rows = new ArrayList<List<String>>();
        for (var row = FIRST; row <= MAX_ROWS; row++) {
            var cells = new ArrayList<String>();
            for (var column : codebook.columns()) {
                cells.add(column.length() > 0 ? text(column, row) : number(column, row));
            }
            rows.add(cells);
        }
        return new DataFile(codebook, codebook.code() + "." + codebook.version() + ".csv", rows);
    }

    private static String text(Column column, int row) {
        if (row == MAX_ROWS) {
            return "'＝" + "长".repeat(column.length() - 1);
        }
        var text = switch (row) {
            case FIRST -> QUOTED;
            case LAST -> NEUTRALISED;
            default -> "";
        };
        return text.substring(0, Math.min(text.length(), column.length()));
    }

    private static String number(Column column, int row) {
        var values = column.values().stream().map(Value::number).toList();
        if (values.isEmpty()) {
            return row == SKIPPED ? "" : "214";
        }
        var answers = values.stream().filter(value -> value < Codebook.NOT_ASKED).toList();
        var absence = values.contains(Codebook.NOT_ASKED);
        int number = switch (row) {
            case SKIPPED -> absence ? Codebook.NOT_ASKED : 0;
            case MISSING -> absence ? Codebook.NOT_ANSWERED : 0;
            case LAST -> answers.getLast();
            default -> answers.getFirst();
        };
        return String.valueOf(number);
    }

    void writeTo(Path folder) {
        try (var out = Files.newBufferedWriter(folder.resolve(name)); var csv = CsvWriter.builder().build(out)) {
            out.write('\uFEFF');
            csv.writeRecord(codebook.columns().stream().map(Column::name).toList());
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All records of a CSV file, headings included.
    static List<List<String>> read(Path file) {
        try (
                var records = CsvReader.builder()
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(file)) {
            return records.stream().map(each -> List.copyOf(each.getFields())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    interface Writing {
        void to(Writer out) throws IOException;
    }

    static void write(Path file, Writing writing) {
        try (var out = Files.newBufferedWriter(file)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
