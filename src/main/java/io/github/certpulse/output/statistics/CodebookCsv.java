package io.github.certpulse.output.statistics;

import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.survey.codebook.Codebook.Choice;
import io.github.certpulse.survey.codebook.Codebook.Column;
import io.github.certpulse.survey.codebook.Codebook.Common;
import io.github.certpulse.survey.codebook.Codebook.Value;
import io.github.certpulse.survey.codebook.Codebook.Variable;
import io.github.certpulse.survey.codebook.Codebook;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;

/// A codebook as CSV (RFC 4180) with a byte order mark for Excel: a row for each value of a variable, and one row for a
/// variable whose values have no labels.
public record CodebookCsv(Codebook codebook) {
    private static final List<String> HEADINGS = List.of(
            "variable",
            "question",
            "number",
            "type",
            "text",
            "text_en",
            "option",
            "option_label",
            "asked_when",
            "asked_when_en",
            "required",
            "required_en",
            "value",
            "value_option",
            "value_label");

    /// Leaves the writer open.
    public void writeTo(Writer out) {
        var csv = CsvFile.forExcel(out);
        csv.line(HEADINGS);
        for (var column : codebook.columns()) {
            var about = about(column);
            meanings(column.values()).forEach(meaning -> csv.line(Stream.concat(about.stream(), meaning).toList()));
        }
    }

    private static List<String> about(Column column) {
        return switch (column) {
            case Common common -> List.of(
                    common.name(),
                    "",
                    "",
                    common.form().name(),
                    common.text().zh(),
                    common.text().en(),
                    "",
                    "",
                    "",
                    "",
                    "",
                    "");
            case Variable variable -> List.of(
                    variable.name(),
                    variable.question(),
                    String.valueOf(variable.number()),
                    variable.type().name(),
                    variable.text(),
                    "",
                    variable.option().map(Choice::code).orElse(""),
                    variable.option().map(Choice::label).orElse(""),
                    variable.askedWhen().zh(),
                    variable.askedWhen().en(),
                    variable.required().zh(),
                    variable.required().en());
        };
    }

    private static Stream<Stream<String>> meanings(List<Value> values) {
        return values.isEmpty()
                ? Stream.of(Stream.of("", "", ""))
                : values.stream()
                        .map(
                                value -> Stream
                                        .of(String.valueOf(value.number()), value.code().orElse(""), value.label()));
    }
}
