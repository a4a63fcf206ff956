package io.github.certpulse.files.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;

/// One sheet of a workbook, read row by row, so that it is never in memory as a whole.
public final class XlsxSheet {
    private static final int MAX_ROWS = 1_048_576;
    private static final int MAX_COLUMN_NUMBER = 16_384;
    /// Excel allows 65,490 cell formats.
    private static final int MAX_STYLES = 1_000_000;
    private static final Pattern NO_HEIGHT = Pattern.compile("0(\\.0*)?");

    private final XlsxXml sheet;
    private final List<String> sharedStrings;
    private final XlsxDates dates;
    private final XlsxMerges merges;
    private final BitSet hiddenColumns = new BitSet();

    /// @param merges the merged cells to fill
    XlsxSheet(XlsxXml sheet, List<String> sharedStrings, XlsxDates dates, XlsxMerges merges) {
        this.sheet = sheet;
        this.sharedStrings = sharedStrings;
        this.dates = dates;
        this.merges = merges;
    }

    /// Handles the rows one after the other.
    @FunctionalInterface
    public interface RowHandler {
        /// @param number the row's number in the spreadsheet, from 1; ascending, with gaps where the file omits rows
        /// @param hidden whether the spreadsheet hides the row: by hand, by a filter or in a collapsed outline
        /// @param cells  the values from column A on, empty ones as empty texts; booleans as `TRUE` and `FALSE`, dates
        ///               as `2020-04-29`
        void handle(int number, boolean hidden, List<String> cells) throws IOException;
    }

    /// Passes every row to the handler.
    ///
    /// @throws IOException        where the sheet is malformed, or the handler throws it
    /// @throws XMLStreamException where the sheet is malformed
    public void read(RowHandler handler) throws IOException, XMLStreamException {
        read(MAX_ROWS, handler);
    }

    /// Passes the first rows to the handler, at most so many. Errors are those of [#read(RowHandler)].
    public void read(int rows, RowHandler handler) throws IOException, XMLStreamException {
        int number = 0;
        int left = rows;
        // Stops after the data: the anchors of drawings after it have elements named row too.
        while (left > 0 && sheet.next() && !sheet.ends("sheetData")) {
            if (sheet.starts("col") && isTrue("hidden")) {
                hideColumns();
            }
            if (!sheet.starts("row")) {
                continue;
            }
            left--;
            int stated = whole(sheet.attribute("r").orElse(String.valueOf(number + 1)), MAX_ROWS);
            if (stated <= number) {
                throw new ZipException("rows out of order");
            }
            number = stated;
            boolean hidden = isHidden();
            var cells = cells();
            merges.fill(number, cells);
            handler.handle(number, hidden, cells);
        }
    }

    /// The columns that the spreadsheet hides, from 0 for A; known as soon as a row was read.
    public BitSet hiddenColumns() {
        return (BitSet) hiddenColumns.clone();
    }

    private void hideColumns() throws IOException {
        int first = whole(sheet.attribute("min").orElse("1"), MAX_COLUMN_NUMBER);
        int last = whole(sheet.attribute("max").orElse("1"), MAX_COLUMN_NUMBER);
        if (first > 0 && first <= last) {
            hiddenColumns.set(first - 1, last);
        }
    }

    private boolean isTrue(String attribute) {
        return sheet.attribute(attribute).filter(value -> value.equals("1") || value.equals("true")).isPresent();
    }

    /// Whether the current row is hidden; a height of zero hides it too.
    private boolean isHidden() {
        return isTrue("hidden")
                || sheet.attribute("ht").filter(height -> NO_HEIGHT.matcher(height).matches()).isPresent();
    }

    private List<String> cells() throws IOException, XMLStreamException {
        var cells = new ArrayList<String>();
        int column = 0;
        while (sheet.next() && !sheet.ends("row")) {
            if (sheet.starts("c")) {
                var reference = sheet.attribute("r");
                column = reference.isPresent() ? column(reference.get()) : column + 1;
                put(cells, column, value());
            }
        }
        return cells;
    }

    /// The value of the current cell.
    private String value() throws IOException, XMLStreamException {
        var type = sheet.attribute("t").orElse("n");
        int style = whole(sheet.attribute("s").orElse("0"), MAX_STYLES);
        var value = "";
        while (sheet.next() && !sheet.ends("c")) {
            if (sheet.starts("v")) {
                value = sheet.text();
            } else if (sheet.starts("is")) {
                value = sheet.richText("is");
            }
        }
        return switch (type) {
            case "s" -> value.isEmpty() ? "" : sharedStrings.get(whole(value, sharedStrings.size() - 1));
            // As the spreadsheet shows it; it turns a typed "true" into a boolean.
            case "b" -> value.equals("1") ? "TRUE" : "FALSE";
            case "n" -> dates.shown(style, value);
            case "d" -> XlsxDates.fromIso(value);
            default -> value;
        };
    }

    private static void put(List<String> cells, int column, String value) {
        if (column > XlsxLimits.MAX_COLUMNS || value.isEmpty()) {
            return;
        }
        while (cells.size() < column) {
            cells.add("");
        }
        cells.set(column - 1, value);
    }

    /// The column of a cell's reference, from 1 for A; the maximum plus one for every column after it.
    private static int column(String reference) throws ZipException {
        int column = 0;
        for (int i = 0; i < reference.length() && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z'; i++) {
            column = Math.min(column * 26 + reference.charAt(i) - 'A' + 1, XlsxLimits.MAX_COLUMNS + 1);
        }
        if (column == 0) {
            throw new ZipException("a cell without a column");
        }
        return column;
    }

    private static int whole(String digits, int max) throws ZipException {
        try {
            int number = Integer.parseInt(digits.strip());
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // The exception below reports it.
        }
        throw new ZipException("not a number up to " + max);
    }
}
