package io.github.certpulse.output.report;

import io.github.certpulse.numbers.progress.CampaignProgress.Line;
import io.github.certpulse.numbers.progress.Progress.RoleCount;
import io.github.certpulse.numbers.progress.Progress.Total;
import io.github.certpulse.output.report.ReportWorkbook.StreamedSheet;
import io.github.certpulse.output.report.Styles.Look;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.survey.campaign.School;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/// How far the quotas are: a line for each school, where persons count, or for each certificate of each school, where
/// responses count. It is about all schools, whatever the results are filtered by but for quality.
final class QuotaSheet implements StreamedSheet {
    private static final int HEADINGS = 3;
    private static final double ROW = 18;
    private static final List<Words> PLACE = List.of(Terms.SCHOOL, Terms.LEVEL, Terms.CITY, Terms.ROUTE);
    private static final List<Words> OF_CERTIFICATE =
            List.of(Terms.CERTIFICATE, new Words("证书等级", "Certificate level"));
    private static final List<Words> COUNTED = List.of(
            new Words("教师应收", "Teachers required"),
            new Words("教师已收", "Teachers received"),
            new Words("教师缺额", "Teachers missing"),
            new Words("教师完成率", "Teachers, share"),
            new Words("学生应收", "Students required"),
            new Words("学生已收", "Students received"),
            new Words("学生缺额", "Students missing"),
            new Words("学生完成率", "Students, share"),
            new Words("达标", "Met"));
    private static final Words DECLARED = new Words("学校确认完成", "Declared complete");
    private static final int[] PLACE_WIDTHS = {32, 8, 12, 14};
    private static final int[] CERTIFICATE_WIDTHS = {26, 10};
    private static final int NUMBER_WIDTH = 8;
    private static final int DECLARED_WIDTH = 17;
    private final List<Line> lines;
    private final boolean byCertificate;
    private final List<Words> headings;

    private QuotaSheet(List<Line> lines, boolean byCertificate) {
        this.lines = lines;
        this.byCertificate = byCertificate;
        var all = new ArrayList<>(PLACE);
        all.addAll(byCertificate ? OF_CERTIFICATE : List.of());
        all.addAll(COUNTED);
        all.addAll(byCertificate ? List.of() : List.of(DECLARED));
        this.headings = List.copyOf(all);
    }

    static QuotaSheet bySchool(List<Line> lines) {
        return new QuotaSheet(lines, false);
    }

    static QuotaSheet byCertificate(List<Line> lines) {
        return new QuotaSheet(lines, true);
    }

    @Override
    public void layOut(XSSFSheet sheet, Paper paper) {
        var widths = new int[headings.size()];
        Arrays.fill(widths, NUMBER_WIDTH);
        System.arraycopy(PLACE_WIDTHS, 0, widths, 0, PLACE_WIDTHS.length);
        if (byCertificate) {
            System.arraycopy(CERTIFICATE_WIDTHS, 0, widths, PLACE_WIDTHS.length, CERTIFICATE_WIDTHS.length);
        } else {
            widths[widths.length - 1] = DECLARED_WIDTH;
        }
        paper.layOut(sheet, HEADINGS, 1, 1, widths);
        sheet.addMergedRegion(new CellRangeAddress(1, 1, 0, widths.length - 1));
        sheet.setAutoFilter(
                new CellRangeAddress(HEADINGS - 1, Math.max(HEADINGS, HEADINGS + rows() - 1), 0, headings.size() - 1));
    }

    private int rows() {
        return byCertificate ? lines.stream().mapToInt(line -> line.progress().certificates().size()).sum()
                : lines.size();
    }

    @Override
    public void write(Grid grid) {
        grid.words(
                0,
                0,
                byCertificate
                        ? new Words("各校各证书完成情况", "Quota completion by school and certificate")
                        : new Words("各校完成情况", "Quota completion by school"),
                Look.TITLE);
        grid.fit(0, "", 1, Look.TITLE, 2 * ROW);
        grid.words(1, 0, note(), Look.NOTE);
        grid.fit(1, "", 1, Look.NOTE, ROW);
        for (var column = 0; column < headings.size(); column++) {
            grid.words(2, column, headings.get(column), Look.HEADING);
        }
        grid.fit(2, "", 1, Look.HEADING, 2 * ROW);
        if (byCertificate) {
            certificates(grid);
        } else {
            schools(grid);
        }
    }

    private Words note() {
        return byCertificate
                ? new Words(
                        "按答卷份数计；完成率只计到应收数，多收的不抵缺额；全部学校，除数据质量外不受筛选条件影响。",
                        "Responses; shares count no surplus; all schools, whatever the filters but for quality.")
                : new Words(
                        "按人数计，同一人为多个证书作答只计一次；完成率只计到应收数，多收的学校不抵其他学校的缺额；"
                                + "全部学校，除数据质量外不受筛选条件影响。达标：学校合计与每个证书均达到应收数。",
                        "Persons, each once for several certificates; shares count no surplus; "
                                + "all schools, whatever the filters but for quality. "
                                + "Met: the school's totals and each certificate are.");
    }

    private void certificates(Grid grid) {
        var row = HEADINGS;
        for (var line : lines) {
            for (var certificate : line.progress().certificates()) {
                place(grid, row, line.school());
                grid.text(row, PLACE.size(), certificate.name(), Look.TEXT);
                grid.text(row, PLACE.size() + 1, certificate.level(), Look.TEXT);
                counts(
                        grid,
                        row++,
                        PLACE.size() + OF_CERTIFICATE.size(),
                        new Total(certificate.teachers(), certificate.students()),
                        certificate.met());
            }
        }
    }

    private void schools(Grid grid) {
        var row = HEADINGS;
        for (var line : lines) {
            place(grid, row, line.school());
            counts(grid, row, PLACE.size(), line.progress().total(), line.progress().met());
            grid.text(row++, headings.size() - 1, line.completedAt().map(ShownTime::minute).orElse(""), Look.CODE);
        }
        grid.words(row, 0, new Words("全省合计", "All schools"), Look.LABEL);
        grid.blank(row, 1, PLACE.size() - 1, Look.LABEL);
        var total = lines.stream().map(line -> line.progress().total()).reduce(Total.ZERO, Total::plus);
        counts(
                grid,
                row,
                PLACE.size(),
                total,
                !lines.isEmpty() && lines.stream().allMatch(line -> line.progress().met()));
        grid.blank(row, headings.size() - 1, headings.size() - 1, Look.CODE);
    }

    private static void place(Grid grid, int row, School school) {
        grid.text(row, 0, school.name(), Look.TEXT);
        grid.text(row, 1, school.level(), Look.TEXT);
        grid.text(row, 2, given(school.city()), Look.TEXT);
        grid.text(row, 3, given(school.route()), Look.TEXT);
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void counts(Grid grid, int row, int column, Total total, boolean met) {
        count(grid, row, column, total.teachers());
        count(grid, row, column + 4, total.students());
        grid.words(row, column + 8, met ? new Words("是", "yes") : new Words("否", "no"), met ? Look.MET : Look.SHORT);
    }

    private static void count(Grid grid, int row, int column, RoleCount count) {
        grid.count(row, column, count.required());
        grid.count(row, column + 1, count.received());
        grid.count(row, column + 2, count.missing());
        grid.share(
                row,
                column + 3,
                count.required() == 0 ? null
                        : BigDecimal.valueOf(count.filled())
                                .divide(BigDecimal.valueOf(count.required()), 6, RoundingMode.HALF_UP),
                count.required());
    }
}
