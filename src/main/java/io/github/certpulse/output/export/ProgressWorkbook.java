package io.github.certpulse.output.export;

import io.github.certpulse.files.workbook.CellColor;
import io.github.certpulse.files.workbook.NewWorkbook;
import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.output.quota.QuotaTable.Cell;
import io.github.certpulse.output.quota.QuotaTable.ColumnKind;
import io.github.certpulse.output.quota.QuotaTable.Detail;
import io.github.certpulse.output.quota.QuotaTable;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.survey.campaign.Campaign;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Worksheet;

/// How far the quotas are, as a workbook to be printed and passed on: a sheet by certificate and one by school. What is
/// missing is marked by colour and in words.
final class ProgressWorkbook {
    /// Every Office and WPS in China has it.
    private static final String FONT = "宋体";
    private final Campaign campaign;
    private final List<ProgressLine> lines;
    private final Instant asOf;
    private final Locale language;

    ProgressWorkbook(Campaign campaign, List<ProgressLine> lines, Instant asOf, Locale language) {
        this.campaign = campaign;
        this.lines = List.copyOf(lines);
        this.asOf = asOf;
        this.language = language;
    }

    void writeTo(OutputStream out) throws IOException {
        try (var workbook = NewWorkbook.begin(out)) {
            write(
                    workbook.newWorksheet(in(new Words("各校各证书", "By certificate"))),
                    QuotaTable.byCertificate(lines, Detail.FULL));
            write(
                    workbook.newWorksheet(in(new Words("各校合计", "By school"))),
                    QuotaTable.bySchool(lines, Detail.FULL));
        }
    }

    private void write(Worksheet sheet, QuotaTable table) {
        var columns = table.columns();
        for (var column = 0; column < columns.size(); column++) {
            sheet.value(0, column, in(columns.get(column).heading()));
            sheet.width(column, width(columns.get(column).kind()));
        }
        layOut(sheet);
        var row = 1;
        for (var cells : table.rows()) {
            write(sheet, row++, cells);
        }
        if (table.total().isPresent()) {
            write(sheet, row++, table.total().get());
        }
        finish(sheet, row, columns.size());
        if (table.total().isPresent()) {
            sheet.range(row - 1, 0, row - 1, columns.size() - 1).style().bold().fontName(FONT).set();
        }
    }

    private void write(Worksheet sheet, int row, List<Cell> cells) {
        for (var column = 0; column < cells.size(); column++) {
            write(sheet, row, column, cells.get(column));
        }
    }

    private void write(Worksheet sheet, int row, int column, Cell cell) {
        switch (cell) {
            case Cell.None() -> {}
            case Cell.Label(var words) -> sheet.value(row, column, in(words));
            case Cell.Text(var text) -> {
                if (!text.isEmpty()) {
                    sheet.value(row, column, text);
                }
            }
            case Cell.Count(var number) -> sheet.value(row, column, number);
            case Cell.Missing(var number) -> {
                sheet.value(row, column, number);
                if (number > 0) {
                    sheet.style(row, column).fillColor(CellColor.SHORT).fontName(FONT).set();
                }
            }
            case Cell.Share(var filled, var required) -> {
                if (required > 0) {
                    sheet.value(row, column, filled / (double) required);
                    sheet.style(row, column).format("0.0%").fontName(FONT).set();
                }
            }
            case Cell.State(var met, var words) -> {
                sheet.value(row, column, in(words));
                sheet.style(row, column).fillColor(met ? CellColor.MET : CellColor.SHORT).fontName(FONT).set();
            }
            case Cell.Declared(var at) -> at.ifPresent(time -> sheet.value(row, column, ShownTime.minute(time)));
        }
    }

    private static int width(ColumnKind kind) {
        return switch (kind) {
            case SCHOOL -> 30;
            case LEVEL -> 8;
            case CITY, ROUTE -> 12;
            case CERTIFICATE -> 26;
            case CERTIFICATE_LEVEL, NUMBER -> 10;
            case STATE -> 24;
            case DECLARED -> 18;
        };
    }

    private void layOut(Worksheet sheet) {
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
