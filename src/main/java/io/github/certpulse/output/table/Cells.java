package io.github.certpulse.output.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.files.csv.CsvCell;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;

/// Neighbouring cells that are the same in many rows, prepared once: their values, and their CSV.
final class Cells {
    private final List<Value> values;
    private final byte[] csv;

    /// What a cell holds.
    sealed interface Value {
        record Text(String text) implements Value {}

        record Whole(int number) implements Value {}

        record Empty() implements Value {}
    }

    private Cells(List<Value> values) {
        this.values = List.copyOf(values);
        var bytes = new ByteArrayOutputStream();
        for (var value : values) {
            bytes.writeBytes(switch (value) {
                case Value.Text(var text) -> quotedWhereNeeded(CsvCell.neutral(text)).getBytes(UTF_8);
                case Value.Whole(var number) -> Integer.toString(number).getBytes(UTF_8);
                case Value.Empty() -> new byte[0];
            });
            bytes.write(',');
        }
        this.csv = bytes.toByteArray();
    }

    static Cells of(Value... values) {
        return new Cells(List.of(values));
    }

    static Cells of(List<Value> values) {
        return new Cells(values);
    }

    static Cells empty(int number) {
        return new Cells(Collections.nCopies(number, new Value.Empty()));
    }

    /// Empty for an empty text.
    static Value text(String text) {
        return text.isEmpty() ? new Value.Empty() : new Value.Text(text);
    }

    static Value number(int number) {
        return new Value.Whole(number);
    }

    List<Value> values() {
        return values;
    }

    /// In UTF-8, with a comma behind each cell. The caller must not change it.
    byte[] csv() {
        return csv;
    }

    /// RFC 4180, 2.6 and 2.7; a blank at an end is quoted too, because some readers drop it.
    private static String quotedWhereNeeded(String text) {
        return text.chars().anyMatch(unit -> unit == '"' || unit == ',' || unit == '\r' || unit == '\n')
                || !text.equals(text.strip())
                        ? '"' + text.replace("\"", "\"\"") + '"'
                        : text;
    }
}
