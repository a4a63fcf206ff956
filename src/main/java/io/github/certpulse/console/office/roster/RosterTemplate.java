package io.github.certpulse.console.office.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.survey.roster.RosterColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;

/// An empty roster to fill in: the headings and one row as an example.
final class RosterTemplate {
    private static final List<String> EXAMPLE =
            List.of("示例职业技术学院", "高职", "武汉市", "", "", "Web前端开发", "中级");
    private static final int EXAMPLE_STUDENTS = 120;
    private static final double WIDTH = 18;

    private RosterTemplate() {}

    static byte[] csv() {
        var text = new StringWriter();
        var csv = CsvFile.forExcel(text);
        csv.line(headings());
        csv.line(Stream.concat(EXAMPLE.stream(), Stream.of(String.valueOf(EXAMPLE_STUDENTS))).toList());
        return text.toString().getBytes(UTF_8);
    }

    static byte[] xlsx() {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "CertPulse", "1.0")) {
            var sheet = workbook.newWorksheet("名单");
            for (var column = 0; column < headings().size(); column++) {
                sheet.value(0, column, headings().get(column));
                sheet.style(0, column).bold().set();
                sheet.width(column, WIDTH);
            }
            for (var column = 0; column < EXAMPLE.size(); column++) {
                sheet.value(1, column, EXAMPLE.get(column));
            }
            sheet.value(1, EXAMPLE.size(), EXAMPLE_STUDENTS);
            sheet.freezePane(0, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<String> headings() {
        return Stream.of(RosterColumn.values()).map(RosterColumn::chinese).toList();
    }
}
