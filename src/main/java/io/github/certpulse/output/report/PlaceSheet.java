package io.github.certpulse.output.report;

import io.github.certpulse.numbers.result.Columns.Place;
import io.github.certpulse.numbers.result.Crosstab;
import io.github.certpulse.numbers.result.Results.TabulatedQuestion;
import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.output.report.Report.Part;
import io.github.certpulse.output.report.ReportWorkbook.StreamedSheet;
import io.github.certpulse.output.report.Styles.CellKind;
import io.github.certpulse.platform.problem.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/// Every choice question by the respondents' places: a table for each question, a line for each place. A table that is
/// longer than a page continues on the next with its headings. Rows are made while they are written: there may be many
/// places.
final class PlaceSheet implements StreamedSheet {
    private static final int HEADINGS = 2;
    private static final int TABLE_HEADINGS = 3;
    private static final int MAX_LINES = 18;
    private static final int PLACE_WIDTH = 24;
    private static final int NUMBER_WIDTH = 9;
    private static final int FIRST_OPTION = 2;
    private static final double ROW = 18;
    private static final double PAGE = 445;
    private final Place place;
    private final Words placeName;
    private final Words title;
    private final List<Block> blocks = new ArrayList<>();
    private final int options;

    /// Some lines of a question's table.
    ///
    /// @param row     its first
    /// @param section the heading of the questionnaire that begins here; otherwise empty
    private record Block(int row, Words section, TabulatedQuestion item, Crosstab crosstab, int from, int to) {

        int head() {
            return section.zh().isEmpty() ? row : row + 1;
        }

        boolean isLast() {
            return to == crosstab.columns().size();
        }

        int lines() {
            return to - from + (isLast() ? 1 : 0);
        }

        int end() {
            return head() + TABLE_HEADINGS + lines() + 1;
        }

        double optionsHeight() {
            var most = crosstab.rows()
                    .stream()
                    .mapToInt(option -> Grid.lines(option.code() + " " + option.label(), 2 * NUMBER_WIDTH))
                    .max()
                    .orElse(1);
            return Math.max(ROW, most * CellKind.OPTION.points() * 1.5 + 4);
        }

        double height() {
            return (end() - row - 1) * ROW + optionsHeight();
        }

        int lastColumn() {
            return FIRST_OPTION + 2 * crosstab.rows().size() - 1;
        }
    }

    PlaceSheet(Place place, Words placeName, Words title, List<Part> parts) {
        this.place = place;
        this.placeName = placeName;
        this.title = title;
        this.options = parts.stream()
                .flatMap(part -> part.tabulation().items().stream())
                .mapToInt(item -> item.labels().size())
                .max()
                .orElse(0);
        var row = HEADINGS;
        for (var part : parts) {
            var section = ResultWords.questionnaire(part.filter().role());
            for (var item : part.tabulation().items()) {
                if (item.byPlace().containsKey(place)) {
                    row = add(row, section, item);
                    section = new Words("", "");
                }
            }
        }
    }

    private int add(int row, Words section, TabulatedQuestion item) {
        var crosstab = Objects.requireNonNull(item.byPlace().get(place));
        var next = row;
        for (var from = 0; from == 0 || from < crosstab.columns().size(); from += MAX_LINES) {
            var block = new Block(
                    next,
                    from == 0 ? section : new Words("", ""),
                    item,
                    crosstab,
                    from,
                    Math.min(from + MAX_LINES, crosstab.columns().size()));
            blocks.add(block);
            next = block.end();
        }
        return next;
    }

    @Override
    public void layOut(XSSFSheet sheet, PageSetup pageSetup) {
        var widths = new int[FIRST_OPTION + 2 * options];
        Arrays.fill(widths, NUMBER_WIDTH);
        widths[0] = PLACE_WIDTH;
        widths[1] = NUMBER_WIDTH + 2;
        pageSetup.layOut(sheet, HEADINGS, HEADINGS, 1, widths);
        sheet.addMergedRegion(new CellRangeAddress(1, 1, 0, Math.max(FIRST_OPTION, widths.length - 1)));
        var used = 0.0;
        for (var block : blocks) {
            used += block.height();
            if (used > PAGE && block.row() > HEADINGS) {
                sheet.setRowBreak(block.row() - 1);
                used = block.height();
            }
            var head = block.head();
            sheet.addMergedRegionUnsafe(new CellRangeAddress(head, head, 0, block.lastColumn()));
            sheet.addMergedRegionUnsafe(new CellRangeAddress(head + 1, head + 2, 0, 0));
            sheet.addMergedRegionUnsafe(new CellRangeAddress(head + 1, head + 2, 1, 1));
            for (var column = FIRST_OPTION; column < block.lastColumn(); column += 2) {
                sheet.addMergedRegionUnsafe(new CellRangeAddress(head + 1, head + 1, column, column + 1));
            }
        }
    }

    @Override
    public void write(Grid grid) {
        grid.words(0, 0, title, CellKind.TITLE);
        grid.setHeight(0, "", 1, CellKind.TITLE, 2 * ROW);
        grid.words(1, 0, note(), CellKind.NOTE);
        grid.setHeight(1, "", 1, CellKind.NOTE, ROW);
        for (var block : blocks) {
            heading(grid, block);
            lines(grid, block);
        }
    }

    private Words note() {
        var note = switch (place) {
            case CITY, ROUTE -> new Words(
                    "占比＝人数÷该行有效作答；没有作答的%s不列出，学校未注明的答卷只计入“全部”。",
                    "Share = count / base of the line. Without answers, a %s is left out; "
                            + "answers from schools without one count in “All” only.");
            case LEVEL, CERTIFICATE, SCHOOL -> new Words(
                    "占比＝人数÷该行有效作答；没有作答的%s不列出。",
                    "Share = count / base of the line. Without answers, a %s is left out.");
        };
        return new Words(
                note.zh().formatted(placeName.zh()),
                note.en().formatted(placeName.en().toLowerCase(Locale.ROOT)));
    }

    private void heading(Grid grid, Block block) {
        if (block.head() > block.row()) {
            grid.words(block.row(), 0, block.section(), CellKind.SECTION);
        }
        var head = block.head();
        var question = block.item().question();
        grid.text(
                head,
                0,
                "%d. %s%s".formatted(
                        question.number(),
                        question.text(),
                        block.from() == 0 ? "" : grid.in(new Words("（续）", " (continued)"))),
                CellKind.QUESTION);
        grid.blank(head, 1, block.lastColumn(), CellKind.QUESTION);
        grid.setHeight(head, "", 1, CellKind.QUESTION, ROW);
        grid.words(head + 1, 0, placeName, CellKind.HEADING);
        grid.words(head + 1, 1, ResultWords.BASE, CellKind.HEADING);
        var column = FIRST_OPTION;
        for (var option : block.crosstab().rows()) {
            grid.text(head + 1, column, option.code() + " " + option.label(), CellKind.OPTION);
            grid.blank(head + 1, column + 1, column + 1, CellKind.OPTION);
            column += 2;
        }
        grid.setHeight(head + 1, "", 1, CellKind.OPTION, block.optionsHeight());
        grid.blank(head + 2, 0, 1, CellKind.HEADING);
        for (column = FIRST_OPTION; column < block.lastColumn(); column += 2) {
            grid.words(head + 2, column, ResultWords.COUNT, CellKind.OPTION);
            grid.words(head + 2, column + 1, ResultWords.SHARE, CellKind.OPTION);
        }
    }

    private static void lines(Grid grid, Block block) {
        var row = block.head() + TABLE_HEADINGS;
        for (var place = block.from(); place < block.to(); place++) {
            var head = block.crosstab().columns().get(place);
            grid.text(row, 0, head.label(), CellKind.TEXT);
            grid.count(row, 1, head.base());
            var column = FIRST_OPTION;
            for (var option : block.crosstab().rows()) {
                var cell = option.cells().get(place);
                grid.count(row, column, cell.count());
                grid.share(row, column + 1, cell.share(), head.base());
                column += 2;
            }
            row++;
        }
        if (block.isLast()) {
            var all = block.item().result();
            grid.words(row, 0, new Words("全部", "All"), CellKind.LABEL);
            grid.count(row, 1, all.base());
            var column = FIRST_OPTION;
            for (var option : Objects.requireNonNull(all.options())) {
                grid.count(row, column, option.count());
                grid.share(row, column + 1, option.share(), all.base());
                column += 2;
            }
        }
    }
}
