package io.github.certpulse.output.report;

import io.github.certpulse.numbers.result.Distribution.QuestionResult;
import io.github.certpulse.numbers.result.Results.ResultLine;
import io.github.certpulse.numbers.result.Results.TabulatedQuestion;
import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.output.report.Report.Part;
import io.github.certpulse.output.report.ShareChart.Bars;
import io.github.certpulse.output.report.Styles.CellKind;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Definition.Section;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.util.Units;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/// One questionnaire: a table for each question, and a chart beside each choice question.
final class QuestionnaireSheet {
    static final int HEADINGS = 3;
    private static final int CODE = 0;
    private static final int WORDING = 1;
    private static final int COUNT = 2;
    private static final int SHARE = 3;
    private static final int CHART = 4;
    /// The wording once more, as the charts break it into lines.
    private static final int LABEL = 5;
    private static final int[] WIDTHS = {8, 44, 10, 10, 68, 30};
    private static final double ROW = 20;
    private static final double GAP = 9;
    /// What is left of a page below the repeated heading, in points.
    private static final double PAGE = 475;
    /// Keeps a chart's frame from reaching into the page before.
    private static final int EDGE = 2 * Units.EMU_PER_POINT;
    private static final int INSET = 6 * Units.EMU_PER_POINT;
    private final XSSFSheet sheet;
    private final Grid grid;
    private final Part part;
    private final ShareChart charts;
    private final Map<String, String> sections;
    private int row;
    private double used;

    QuestionnaireSheet(XSSFSheet sheet, Grid grid, Part part) {
        this.sheet = sheet;
        this.grid = grid;
        this.part = part;
        this.charts = new ShareChart(sheet);
        this.sections = part.definition()
                .sections()
                .stream()
                .filter(section -> !section.questions().isEmpty())
                .collect(Collectors.toMap(section -> section.questions().getFirst(), Section::title));
    }

    void fill(PageSetup pageSetup, String scope) {
        pageSetup.layOut(sheet, HEADINGS, 1, 0, WIDTHS);
        sheet.setColumnHidden(LABEL, true);
        grid.text(0, 0, part.definition().title(), CellKind.TITLE);
        grid.setHeight(0, "", 1, CellKind.TITLE, 2 * ROW);
        grid.text(1, 0, scope, CellKind.NOTE);
        sheet.addMergedRegion(new CellRangeAddress(1, 1, CODE, CHART));
        grid.setHeight(1, scope, 120, CellKind.NOTE, ROW);
        var headings = List.of(
                new Words("选项", "Option"),
                new Words("内容", "Wording"),
                ResultWords.COUNT,
                ResultWords.SHARE,
                new Words("图", "Chart"),
                new Words("图中文字", "Labels"));
        for (var column = 0; column < headings.size(); column++) {
            grid.words(2, column, headings.get(column), CellKind.HEADING);
        }
        grid.setHeight(2, "", 1, CellKind.HEADING, ROW);
        row = HEADINGS;
        used = 3 * ROW;
        part.tabulation().items().forEach(this::add);
    }

    private void add(TabulatedQuestion item) {
        var first = row;
        if (sections.containsKey(item.question().id())) {
            grid.text(row, 0, sections.get(item.question().id()), CellKind.SECTION);
            grid.setHeight(row++, "", 1, CellKind.SECTION, 1.5 * ROW);
        }
        var top = row;
        var table = table(item);
        var height = table;
        if (!item.lines().isEmpty()) {
            height = Math.max(table, ShareChart.minHeight(title(item.question()), lines(item)));
            chart(item, top, height, height - table);
        }
        grid.setHeight(row++, "", 1, CellKind.NOTE, GAP + height - table);
        height += GAP + (top - first) * 1.5 * ROW;
        used += height;
        if (used > PAGE && first > HEADINGS) {
            sheet.setRowBreak(first - 1);
            used = height;
        }
    }

    /// The lines of each label.
    private List<List<String>> lines(TabulatedQuestion item) {
        return item.lines().stream().map(line -> Grid.wrap(label(line), ShareChart.LABEL_WIDTH)).toList();
    }

    private String label(ResultLine line) {
        return line.label().orElseGet(() -> grid.in(ResultWords.WRITTEN));
    }

    /// @return its height in points
    private double table(TabulatedQuestion item) {
        var question = item.question();
        grid.text(row, CODE, String.valueOf(question.number()), CellKind.TYPE);
        grid.text(row, WORDING, question.text(), CellKind.QUESTION);
        grid.words(row, COUNT, type(question), CellKind.TYPE);
        grid.blank(row, SHARE, SHARE, CellKind.TYPE);
        sheet.addMergedRegion(new CellRangeAddress(row, row, COUNT, SHARE));
        var height = grid.setHeight(row++, question.text(), WIDTHS[WORDING], CellKind.LABEL, ROW);
        for (var line : item.lines()) {
            var label = label(line);
            grid.text(row, CODE, line.code(), CellKind.CODE);
            grid.text(row, WORDING, label, CellKind.TEXT);
            grid.count(row, COUNT, line.count());
            grid.share(row, SHARE, line.share(), item.result().base());
            grid.text(row, LABEL, String.join("\n", Grid.wrap(label, ShareChart.LABEL_WIDTH)), CellKind.TEXT);
            height += grid.setHeight(row++, label, WIDTHS[WORDING], CellKind.TEXT, ROW);
        }
        return height + bases(item.result());
    }

    private double bases(QuestionResult result) {
        base(ResultWords.BASE, result.base());
        base(ResultWords.MISSING, result.missing());
        base(ResultWords.SKIPPED, result.skipped());
        return 3 * ROW;
    }

    private void base(Words term, @Nullable Integer count) {
        grid.words(row, CODE, term, CellKind.LABEL);
        grid.blank(row, WORDING, WORDING, CellKind.LABEL);
        sheet.addMergedRegion(new CellRangeAddress(row, row, CODE, WORDING));
        grid.count(row, COUNT, count);
        grid.blank(row, SHARE, SHARE, CellKind.SHARE);
        grid.setHeight(row++, "", 1, CellKind.LABEL, ROW);
    }

    /// @param below how far the chart reaches below the table, in points
    private void chart(TabulatedQuestion item, int top, double height, double below) {
        var question = item.question();
        var counted = item.lines();
        var place = new XSSFClientAnchor(INSET, EDGE, 0, Units.toEMU(below), CHART, top, CHART + 1, row);
        var absent =
                IntStream.range(0, counted.size()).filter(line -> counted.get(line).share() == null).boxed().toList();
        charts.draw(
                new Bars(
                        place,
                        height,
                        question.id(),
                        title(question),
                        grid.in(ResultWords.SHARE),
                        new CellRangeAddress(top + 1, top + counted.size(), LABEL, LABEL),
                        new CellRangeAddress(top + 1, top + counted.size(), SHARE, SHARE),
                        absent));
    }

    private static String title(Question question) {
        return "%d. %s".formatted(question.number(), question.text());
    }

    private static Words type(Question question) {
        return switch (question.kind()) {
            case Kind.Single _ -> new Words("单选题", "single choice");
            case Kind.Multiple _ -> new Words("多选题", "multiple choice");
            case Kind.Text _ -> new Words("填空题", "open text");
        };
    }
}
