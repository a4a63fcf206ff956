package io.github.certpulse.output.report;

import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.StoredResponse;
import io.github.certpulse.numbers.following.LongSet;
import io.github.certpulse.numbers.tally.StoredAnswers;
import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.output.report.ReportWorkbook.StreamedSheet;
import io.github.certpulse.output.report.Styles.CellKind;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/// The open answers, with the level and city of the school and nothing else that identifies the respondent. They are
/// read from the database row by row, in an order that tells nothing of their times, while the sheets are written; if
/// one sheet is full, another one follows. They are sorted in blocks.
final class OpenAnswers {
    /// Rows of a sheet (ECMA-376, and Excel's specifications and limits).
    static final int MAX_ROWS = 1_048_576;
    private static final int HEADINGS = 3;
    private static final int BLOCK = 4096;
    private static final double ROW = 18;
    private static final int ANSWER = 5;
    private static final int MAX_QUESTION_LENGTH = 17;
    private static final int[] WIDTHS = {10, 6, 38, 8, 12, 72};
    private static final List<Words> COLUMNS = List.of(
            new Words("问卷", "Questionnaire"),
            new Words("题号", "No."),
            new Words("题目", "Question"),
            ResultWords.LEVEL,
            ResultWords.CITY,
            new Words("回答", "Answer"));
    private final Report report;
    private final StoredAnswers answers;
    private final int maxRows;
    private final Runnable written;
    private final long expected;
    /// The responses whose answers are on a sheet; empty where one sheet is enough.
    private final LongSet done = new LongSet();

    /// @param maxRows the rows of a sheet, headings included
    /// @param written  runs for each answer that is written
    OpenAnswers(Report report, StoredAnswers answers, int maxRows, Runnable written) {
        this.report = report;
        this.answers = answers;
        this.maxRows = maxRows;
        this.written = written;
        this.expected = report.isPublished() ? 0 : report.parts().stream().mapToLong(Report.Part::openAnswers).sum();
    }

    /// As many sheets as the answers counted in the report need, to be written in this order. Answers that come in
    /// meanwhile are on the last one if they fit.
    List<StreamedSheet> sheets() {
        return IntStream.range(0, (int) Math.max(1, Math.ceilDiv(expected, rowsOfSheet())))
                .<StreamedSheet>mapToObj(_ -> new Sheet())
                .toList();
    }

    /// A response's answers stay together, so a sheet may end some rows before its last.
    private int rowsOfSheet() {
        var apart = report.parts().stream().mapToInt(each -> each.definition().questions().size()).max().orElse(0);
        return Math.max(1, maxRows - HEADINGS - apart);
    }

    private final class Sheet implements StreamedSheet {

        @Override
        public void layOut(XSSFSheet sheet, PageSetup pageSetup) {
            pageSetup.layOut(sheet, HEADINGS, 1, 0, WIDTHS);
            sheet.addMergedRegion(new CellRangeAddress(1, 1, 0, WIDTHS.length - 1));
            sheet.setAutoFilter(
                    new CellRangeAddress(
                            HEADINGS - 1,
                            Math.clamp(HEADINGS + expected - 1, HEADINGS, maxRows - 1),
                            0,
                            COLUMNS.size() - 1));
        }

        @Override
        public void write(Grid grid) {
            grid.words(0, 0, new Words("开放题回答", "Open answers"), CellKind.TITLE);
            grid.setHeight(0, "", 1, CellKind.TITLE, 2 * ROW);
            grid.words(
                    1,
                    0,
                    new Words(
                            "按题目、层次、地市排列，不按收到的先后；只注明学校层次与地市。",
                            "By question, level and city, not in the order of time; with level and city only."),
                    CellKind.NOTE);
            grid.setHeight(1, "", 1, CellKind.NOTE, ROW);
            for (var column = 0; column < COLUMNS.size(); column++) {
                grid.words(2, column, COLUMNS.get(column), CellKind.HEADING);
            }
            fill(new Page(grid, maxRows));
        }
    }

    private void fill(Page page) {
        // If the sheet is full, the next one continues with the responses that are not in it.
        var isOne = expected <= rowsOfSheet();
        answers.<RuntimeException>read(
                report.campaign(),
                report.parts().stream().map(Report.Part::filter).toList(),
                (response, origin, _, _) -> {
                    if (isOne) {
                        page.add(origin, texts(response));
                    } else if (!done.contains(response.seq()) && page.add(origin, texts(response))) {
                        done.add(response.seq());
                    }
                });
        page.writeBlock();
    }

    private record OpenAnswer(Role role, int number, String question, String answer) {}

    private static List<OpenAnswer> texts(StoredResponse response) {
        var layout = response.marks().layout();
        var texts = new ArrayList<OpenAnswer>(2);
        for (var ordinal = 0; ordinal < layout.questions().size(); ordinal++) {
            var question = layout.questions().get(ordinal);
            if (Report.isOpen(question)) {
                response.marks().text(ordinal).ifPresent(answer -> texts.add(text(layout, question, answer)));
            } else if (isOtherChosen(response, layout, ordinal)) {
                response.otherText(ordinal).ifPresent(answer -> texts.add(text(layout, question, answer)));
            }
        }
        return texts;
    }

    private static OpenAnswer text(Layout layout, Question question, String answer) {
        var wording = question.text();
        return new OpenAnswer(
                layout.definition().role(),
                question.number(),
                wording.length() <= MAX_QUESTION_LENGTH ? wording : wording.substring(0, MAX_QUESTION_LENGTH) + "…",
                answer);
    }

    private static boolean isOtherChosen(StoredResponse response, Layout layout, int ordinal) {
        var options = layout.options(ordinal);
        var chosen = response.marks().chosen(ordinal);
        return IntStream.range(0, options.size())
                .anyMatch(option -> (chosen >> option & 1) == 1 && options.get(option).otherText());
    }

    /// One sheet while it is filled.
    private final class Page {
        private final Grid grid;
        private final int end;
        private final List<AnswerRow> block = new ArrayList<>();
        private int row = HEADINGS;
        private boolean full;

        private record AnswerRow(Origin origin, OpenAnswer text) {
            private static final Comparator<AnswerRow> ORDER =
                    Comparator.comparing((AnswerRow line) -> line.text().role())
                            .thenComparingInt(line -> line.text().number())
                            .thenComparing(line -> line.origin().level())
                            .thenComparing(line -> line.origin().city().orElse(""))
                            .thenComparing(line -> line.text().answer());
        }

        Page(Grid grid, int end) {
            this.grid = grid;
            this.end = end;
        }

        /// Adds all answers of a response, or none.
        ///
        /// @return false where they do not fit, and for every response after that
        boolean add(Origin origin, List<OpenAnswer> texts) {
            full = full || row + block.size() + texts.size() > end;
            if (full) {
                return false;
            }
            texts.forEach(text -> block.add(new AnswerRow(origin, text)));
            if (block.size() >= BLOCK) {
                writeBlock();
            }
            return true;
        }

        void writeBlock() {
            block.sort(AnswerRow.ORDER);
            for (var line : block) {
                grid.words(row, 0, ResultWords.questionnaire(line.text().role()), CellKind.TEXT);
                grid.text(row, 1, String.valueOf(line.text().number()), CellKind.CODE);
                grid.text(row, 2, line.text().question(), CellKind.TEXT);
                grid.text(row, 3, line.origin().level(), CellKind.TEXT);
                grid.text(row, 4, line.origin().city().orElse(""), CellKind.TEXT);
                grid.text(row, ANSWER, line.text().answer(), CellKind.TEXT);
                grid.setHeight(row++, line.text().answer(), WIDTHS[ANSWER], CellKind.TEXT, ROW);
                written.run();
            }
            block.clear();
        }
    }
}
