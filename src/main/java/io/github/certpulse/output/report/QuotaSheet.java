package io.github.certpulse.output.report;

import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.output.quota.QuotaTable.Cell;
import io.github.certpulse.output.quota.QuotaTable.ColumnKind;
import io.github.certpulse.output.quota.QuotaTable.Detail;
import io.github.certpulse.output.quota.QuotaTable;
import io.github.certpulse.output.report.ReportWorkbook.StreamedSheet;
import io.github.certpulse.output.report.Styles.CellKind;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.ShownTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/// How far the quotas of all schools are. Of the report's filters only the quality applies.
record QuotaSheet(QuotaTable table, Words title, Words note) implements StreamedSheet {
    private static final int HEADINGS = 3;
    private static final double ROW = 18;

    static QuotaSheet bySchool(List<ProgressLine> lines) {
        return new QuotaSheet(
                QuotaTable.bySchool(lines, Detail.BRIEF),
                new Words("各校完成情况", "Quota completion by school"),
                new Words(
                        "按人数计，同一人为多个证书作答只计一次；完成率只计到应收数，多收的学校不抵其他学校的缺额；"
                                + "全部学校，除数据质量外不受筛选条件影响。达标：学校合计与每个证书均达到应收数。",
                        "Persons, each once for several certificates; shares count no surplus; "
                                + "all schools, whatever the filters but for quality. "
                                + "Met: the school's totals and each certificate are."));
    }

    static QuotaSheet byCertificate(List<ProgressLine> lines) {
        return new QuotaSheet(
                QuotaTable.byCertificate(lines, Detail.BRIEF),
                new Words("各校各证书完成情况", "Quota completion by school and certificate"),
                new Words(
                        "按答卷份数计；完成率只计到应收数，多收的不抵缺额；全部学校，除数据质量外不受筛选条件影响。",
                        "Responses; shares count no surplus; all schools, whatever the filters but for quality."));
    }

    @Override
    public void layOut(XSSFSheet sheet, PageSetup pageSetup) {
        var widths = table.columns().stream().mapToInt(column -> width(column.kind())).toArray();
        pageSetup.layOut(sheet, HEADINGS, 1, 1, widths);
        sheet.addMergedRegion(new CellRangeAddress(1, 1, 0, widths.length - 1));
        var lastRow = Math.max(HEADINGS, HEADINGS + table.rows().size() - 1);
        sheet.setAutoFilter(new CellRangeAddress(HEADINGS - 1, lastRow, 0, widths.length - 1));
    }

    @Override
    public void write(Grid grid) {
        grid.words(0, 0, title, CellKind.TITLE);
        grid.setHeight(0, "", 1, CellKind.TITLE, 2 * ROW);
        grid.words(1, 0, note, CellKind.NOTE);
        grid.setHeight(1, "", 1, CellKind.NOTE, ROW);
        for (var column = 0; column < table.columns().size(); column++) {
            grid.words(2, column, table.columns().get(column).heading(), CellKind.HEADING);
        }
        grid.setHeight(2, "", 1, CellKind.HEADING, 2 * ROW);
        var row = HEADINGS;
        for (var cells : table.rows()) {
            write(grid, row++, cells);
        }
        if (table.total().isPresent()) {
            write(grid, row, table.total().get());
        }
    }

    private void write(Grid grid, int row, List<Cell> cells) {
        for (var column = 0; column < cells.size(); column++) {
            switch (cells.get(column)) {
                case Cell.None() -> grid.blank(
                        row,
                        column,
                        column,
                        table.columns().get(column).kind() == ColumnKind.DECLARED ? CellKind.CODE : CellKind.LABEL);
                case Cell.Label(var words) -> grid.words(row, column, words, CellKind.LABEL);
                case Cell.Text(var text) -> grid.text(row, column, text, CellKind.TEXT);
                case Cell.Count(var number) -> grid.count(row, column, number);
                case Cell.Missing(var number) -> grid.count(row, column, number);
                case Cell.Share(var filled, var required) ->
                        grid.share(row, column, required == 0 ? null : share(filled, required), required);
                case Cell.State(var met, var words) ->
                        grid.words(row, column, words, met ? CellKind.MET : CellKind.SHORT);
                case Cell.Declared(var at) ->
                        grid.text(row, column, at.map(ShownTime::minute).orElse(""), CellKind.CODE);
            }
        }
    }

    private static BigDecimal share(int filled, int required) {
        return BigDecimal.valueOf(filled).divide(BigDecimal.valueOf(required), 6, RoundingMode.HALF_UP);
    }

    private static int width(ColumnKind kind) {
        return switch (kind) {
            case SCHOOL -> 32;
            case LEVEL, NUMBER, STATE -> 8;
            case CITY -> 12;
            case ROUTE -> 14;
            case CERTIFICATE -> 26;
            case CERTIFICATE_LEVEL -> 10;
            case DECLARED -> 17;
        };
    }
}
