package io.github.certpulse.output.export;

import io.github.certpulse.files.workbook.CellColor;
import io.github.certpulse.files.workbook.NewWorkbook;
import io.github.certpulse.numbers.progress.CampaignProgress.Line;
import io.github.certpulse.numbers.progress.Progress.CertificateProgress;
import io.github.certpulse.numbers.progress.Progress.RoleCount;
import io.github.certpulse.numbers.progress.Progress.Total;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.survey.campaign.Campaign;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Worksheet;

/// How far the quotas are, as a workbook to be printed and passed on: a sheet with a row for each school and
/// certificate, where responses count, and one with a row for each school, where persons count. What is missing stands
/// out by colour and in words.
final class ProgressWorkbook {
    /// Every Office and WPS in China has it.
    private static final String FONT = "宋体";
    private static final List<Words> PLACE = List
            .of(
                    new Words("学校", "School"),
                    new Words("层次", "Level"),
                    new Words("地市", "City"),
                    new Words("路线", "Route"));
    private static final List<Words> OF_CERTIFICATE =
            List.of(new Words("证书", "Certificate"), new Words("证书等级", "Certificate level"));
    private static final List<Words> COUNTED = List.of(
            new Words("教师应收", "Teachers required"),
            new Words("教师已收", "Teachers received"),
            new Words("其中存疑", "Doubtful among them"),
            new Words("教师缺额", "Teachers missing"),
            new Words("教师完成率", "Teachers, share"),
            new Words("学生应收", "Students required"),
            new Words("学生已收", "Students received"),
            new Words("其中存疑", "Doubtful among them"),
            new Words("学生缺额", "Students missing"),
            new Words("学生完成率", "Students, share"),
            new Words("完成情况", "State"));
    private static final Words DECLARED = new Words("学校确认完成时间", "Declared complete at");
    /// Of each role: required, received, doubtful, missing, share.
    private static final int ROLE_COLUMNS = 5;
    private static final int PLACES = PLACE.size();
    private static final int[] WIDTHS = {30, 8, 12, 12, 26, 10};
    private final Campaign campaign;
    private final List<Line> lines;
    private final Instant asOf;
    private final Locale language;

    ProgressWorkbook(Campaign campaign, List<Line> lines, Instant asOf, Locale language) {
        this.campaign = campaign;
        this.lines = List.copyOf(lines);
        this.asOf = asOf;
        this.language = language;
    }

    void writeTo(OutputStream out) throws IOException {
        try (var workbook = NewWorkbook.begin(out)) {
            certificates(workbook.newWorksheet(in(new Words("各校各证书", "By certificate"))));
            schools(workbook.newWorksheet(in(new Words("各校合计", "By school"))));
        }
    }

    private void certificates(Worksheet sheet) {
        var headings = List.of(PLACE, OF_CERTIFICATE, COUNTED).stream().flatMap(List::stream).toList();
        layOut(sheet, headings, PLACES + OF_CERTIFICATE.size());
        var row = 1;
        for (var line : lines) {
            for (var certificate : line.progress().certificates()) {
                place(sheet, row, line);
                sheet.value(row, PLACES, certificate.name());
                sheet.value(row, PLACES + 1, certificate.level());
                counts(sheet, row++, PLACES + OF_CERTIFICATE.size(), certificate);
            }
        }
        finish(sheet, row, headings.size());
    }

    private void schools(Worksheet sheet) {
        var headings = List.of(PLACE, COUNTED, List.of(DECLARED)).stream().flatMap(List::stream).toList();
        layOut(sheet, headings, PLACES);
        var row = 1;
        for (var line : lines) {
            place(sheet, row, line);
            counts(sheet, row, PLACES, line.progress().total(), line.progress().met());
            if (line.completedAt().isPresent()) {
                sheet.value(row, headings.size() - 1, ShownTime.minute(line.completedAt().get()));
            }
            row++;
        }
        sheet.value(row, 0, in(new Words("全省合计", "All schools")));
        counts(
                sheet,
                row,
                PLACES,
                lines.stream().map(line -> line.progress().total()).reduce(Total.ZERO, Total::plus),
                lines.stream().allMatch(line -> line.progress().met()));
        finish(sheet, row + 1, headings.size());
        sheet.range(row, 0, row, headings.size() - 1).style().bold().fontName(FONT).set();
    }

    private static void place(Worksheet sheet, int row, Line line) {
        var school = line.school();
        sheet.value(row, 0, school.name());
        sheet.value(row, 1, school.level());
        Optional.ofNullable(school.city()).ifPresent(city -> sheet.value(row, 2, city));
        Optional.ofNullable(school.route()).ifPresent(route -> sheet.value(row, 3, route));
    }

    private void counts(Worksheet sheet, int row, int column, CertificateProgress certificate) {
        counts(sheet, row, column, new Total(certificate.teachers(), certificate.students()), certificate.met());
    }

    private void counts(Worksheet sheet, int row, int column, Total total, boolean met) {
        count(sheet, row, column, total.teachers());
        count(sheet, row, column + ROLE_COLUMNS, total.students());
        sheet.value(row, column + 2 * ROLE_COLUMNS, state(total, met));
        sheet.style(row, column + 2 * ROLE_COLUMNS)
                .fillColor(met ? CellColor.MET : CellColor.SHORT)
                .fontName(FONT)
                .set();
    }

    private static void count(Worksheet sheet, int row, int column, RoleCount count) {
        sheet.value(row, column, count.required());
        sheet.value(row, column + 1, count.received());
        sheet.value(row, column + 2, count.flagged());
        sheet.value(row, column + 3, count.missing());
        if (count.missing() > 0) {
            sheet.style(row, column + 3).fillColor(CellColor.SHORT).fontName(FONT).set();
        }
        if (count.required() > 0) {
            sheet.value(row, column + 4, count.filled() / (double) count.required());
            sheet.style(row, column + 4).format("0.0%").fontName(FONT).set();
        }
    }

    /// A school may have its totals and lack a certificate.
    private String state(Total total, boolean met) {
        if (met) {
            return in(new Words("已达标", "Met"));
        }
        var teachers = total.teachers().missing();
        var students = total.students().missing();
        return in(
                (teachers > 0 && students > 0
                        ? new Words("缺教师%1$d人、学生%2$d人", "%1$d teachers and %2$d students missing")
                        : teachers > 0 ? new Words("缺教师%1$d人", "%1$d teachers missing")
                                : students > 0 ? new Words("缺学生%2$d人", "%2$d students missing")
                                        : new Words("有证书未达标", "A certificate is short"))
                        .with(teachers, students));
    }

    private void layOut(Worksheet sheet, List<Words> headings, int texts) {
        for (var column = 0; column < headings.size(); column++) {
            sheet.value(0, column, in(headings.get(column)));
            sheet.width(
                    column,
                    column < texts ? WIDTHS[column]
                            : column == texts + COUNTED.size() - 1 ? 24 : column >= texts + COUNTED.size() ? 18 : 10);
        }
        sheet.freezePane(1, 1);
        sheet.repeatRows(0);
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        // A title from people must not be taken for the codes of a page header.
        sheet.header(campaign.title().replace("&", "&&"), Position.CENTER, FONT, 12);
        sheet.footer(in(new Words("截至 ", "As of ")) + ShownTime.minute(asOf), Position.LEFT, FONT, 9);
        sheet.footer("&P / &N", Position.RIGHT, FONT, 9);
    }

    private static void finish(Worksheet sheet, int rows, int columns) {
        sheet.range(0, 0, rows - 1, columns - 1)
                .style()
                .fontName(FONT)
                .borderStyle("thin")
                .verticalAlignment("center")
                .set();
        sheet.range(0, 0, 0, columns - 1)
                .style()
                .bold()
                .fontName(FONT)
                .fillColor(CellColor.HEADING)
                .verticalAlignment("center")
                .wrapText(true)
                .horizontalAlignment("center")
                .set();
        sheet.setAutoFilter(0, 0, rows - 1, columns - 1);
    }

    private String in(Words words) {
        return words.in(language);
    }
}
