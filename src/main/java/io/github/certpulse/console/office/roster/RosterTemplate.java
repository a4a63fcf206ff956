package io.github.certpulse.console.office.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.files.workbook.ListSheet;
import io.github.certpulse.files.workbook.NewWorkbook;
import io.github.certpulse.survey.roster.RosterColumn;
import io.github.certpulse.survey.rosterwords.Remark;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/// A roster to fill in: the headings and one row as an example, which the import ignores.
final class RosterTemplate {
    private static final List<String> EXAMPLE =
            List.of(Remark.EXAMPLE_SCHOOL, "高职", "武汉市", "", "", "Web前端开发", "中级");
    private static final int EXAMPLE_STUDENTS = 120;
    private static final int WIDTH = 18;

    private RosterTemplate() {}

    static byte[] csv() {
        var text = new StringWriter();
        var csv = CsvFile.forExcel(text);
        csv.line(headings());
        csv.line(Stream.concat(EXAMPLE.stream(), Stream.of(String.valueOf(EXAMPLE_STUDENTS))).toList());
        return text.toString().getBytes(UTF_8);
    }

    static byte[] xlsx() {
        var columns = headings().stream().map(heading -> new ListSheet.Column(heading, WIDTH)).toList();
        return NewWorkbook.bytes(
                workbook -> new ListSheet(workbook, "名单", columns, ListSheet.HeadingStyle.BOLD)
                        .add(Stream.concat(EXAMPLE.stream(), Stream.of(EXAMPLE_STUDENTS)).toList()));
    }

    private static List<String> headings() {
        return Stream.of(RosterColumn.values()).map(RosterColumn::chinese).toList();
    }
}
