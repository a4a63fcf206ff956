package io.github.certpulse.files.workbook;

import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// A sheet with a fixed row of headings, filled row by row. All texts are written as strings, so none becomes a
/// formula.
public final class ListSheet {
    private final Worksheet sheet;
    private int row;

    /// @param width in characters
    public record Column(String heading, int width) {}

    /// The style of the headings.
    public enum HeadingStyle {
        /// For lists that programs read.
        PLAIN,
        BOLD,
        /// Bold on a coloured background.
        FILLED
    }

    public ListSheet(Workbook workbook, String name, List<Column> columns, HeadingStyle headingStyle) {
        this.sheet = workbook.newWorksheet(name);
        for (var column = 0; column < columns.size(); column++) {
            sheet.value(0, column, columns.get(column).heading());
            sheet.width(column, columns.get(column).width());
        }
        var headings = sheet.range(0, 0, 0, columns.size() - 1);
        switch (headingStyle) {
            case PLAIN -> {}
            case BOLD -> headings.style().bold().set();
            case FILLED -> headings.style().bold().fillColor(CellColor.HEADING).set();
        }
        sheet.freezePane(0, 1);
    }

    /// Adds a row of texts and numbers; null leaves a cell out.
    ///
    /// @throws IllegalArgumentException where a cell is neither
    public void add(List<?> cells) {
        row++;
        for (var column = 0; column < cells.size(); column++) {
            switch (cells.get(column)) {
                case null -> {}
                case Number number -> sheet.value(row, column, number);
                case String text -> sheet.value(row, column, text);
                default -> throw new IllegalArgumentException("neither a text nor a number");
            }
        }
    }

    /// Wraps long texts in the last row, aligned at the top.
    public void wrapLastRow(int columns) {
        sheet.range(row, 0, row, columns - 1).style().wrapText(true).verticalAlignment("top").set();
    }
}
