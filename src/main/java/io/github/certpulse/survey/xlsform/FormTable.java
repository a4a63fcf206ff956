package io.github.certpulse.survey.xlsform;

import io.github.certpulse.files.text.CellText;
import io.github.certpulse.files.xlsx.XlsxSheet;
import io.github.certpulse.survey.xlsform.FormColumn.Use;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/// One sheet as a table: its rows by column, without blank rows. For one file and one thread.
final class FormTable {
    /// A whole number as spreadsheets may save it, `7.0`.
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9})\\.0+");

    private static final Set<String> YES = Set.of("yes", "true", "true()");
    private static final Set<String> NO = Set.of("no", "false", "false()");

    private final FormColumn.FormSheet sheet;
    private final FormViolation.ViolationList violations;
    private final Map<FormColumn, Integer> positions = new EnumMap<>(FormColumn.class);
    private final Map<Integer, String> unknownHeadings = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private boolean headingRead;
    private int rowCount;
    private int characters;

    /// One row with content.
    ///
    /// @param number as spreadsheets count rows, from 1
    record Row(int number, Map<FormColumn, String> cells) {

        /// The cell's trimmed text; empty if there is none.
        String text(FormColumn column) {
            return cells.getOrDefault(column, "");
        }

        /// The same for names and numbers, which a spreadsheet may have saved as `7.0`.
        String plain(FormColumn column) {
            var whole = WHOLE.matcher(text(column));
            return whole.matches() ? whole.group(1) : text(column);
        }

        /// The value of `yes`, `TRUE` or `no`; empty for any other text.
        static Optional<Boolean> parseFlag(String text) {
            var word = text.toLowerCase(Locale.ROOT);
            if (YES.contains(word)) {
                return Optional.of(true);
            }
            return NO.contains(word) ? Optional.of(false) : Optional.empty();
        }

        /// The text; adds a violation if there is none.
        String require(FormColumn column, FormViolation.ViolationList violations) {
            if (text(column).isEmpty()) {
                violations.add(number, column, FormRule.REQUIRED);
            }
            return text(column);
        }
    }

    private FormTable(FormColumn.FormSheet sheet, FormViolation.ViolationList violations) {
        this.sheet = sheet;
        this.violations = violations;
    }

    /// The rows below the heading in row 1.
    ///
    /// @throws FormViolation.FormReadingStopped beyond the limits
    static List<Row> read(FormColumn.FormSheet sheet, XlsxSheet source, FormViolation.ViolationList violations)
            throws IOException, XMLStreamException {
        var table = new FormTable(sheet, violations);
        // Hidden rows are read too, because authors hide rows that they have finished.
        source.read((number, _, cells) -> table.row(number, cells));
        if (!table.headingRead) {
            table.heading(List.of());
        }
        return List.copyOf(table.rows);
    }

    private void row(int number, List<String> cells) throws FormViolation.FormReadingStopped {
        if (++rowCount > FormLimits.MAX_ROWS) {
            throw new FormViolation.FormReadingStopped(
                    FormRule.TOO_MANY_ROWS.at(sheet.title(), number, "", FormLimits.MAX_ROWS));
        }
        if (!headingRead) {
            heading(number == 1 ? cells : List.of());
            if (number == 1) {
                return;
            }
        }
        unknownHeadings.entrySet()
                .removeIf(
                        unknown -> unknown.getKey() < cells.size()
                                && reportIfFilled(unknown.getValue(), cells.get(unknown.getKey())));
        var texts = new EnumMap<FormColumn, String>(FormColumn.class);
        for (var position : positions.entrySet()) {
            var text = CellText.trim(position.getValue() < cells.size() ? cells.get(position.getValue()) : "");
            if (text.length() > FormLimits.MAX_CELL_CHARACTERS) {
                violations.add(number, position.getKey(), FormRule.CELL_TOO_LONG, FormLimits.MAX_CELL_CHARACTERS);
            }
            characters += text.length();
            if (characters > FormLimits.MAX_CHARACTERS) {
                throw new FormViolation.FormReadingStopped(
                        FormRule.TOO_MUCH_TEXT.at(sheet.title(), number, "", FormLimits.MAX_CHARACTERS));
            }
            if (!text.isEmpty()) {
                texts.put(position.getKey(), text);
            }
        }
        if (!texts.isEmpty()) {
            rows.add(new Row(number, texts));
        }
    }

    private void heading(List<String> cells) {
        headingRead = true;
        var ranks = new EnumMap<FormColumn, Integer>(FormColumn.class);
        for (int i = 0; i < cells.size(); i++) {
            int position = i;
            var heading = CellText.trim(cells.get(i));
            var column = FormColumn.parse(sheet, heading).findFirst();
            column.ifPresent(found -> place(found, position, FormColumn.languageRank(heading), ranks));
            // A column without a heading contains remarks.
            if (column.isEmpty() && !heading.isEmpty()) {
                unknownHeadings.put(position, heading);
            }
        }
        positions.keySet().removeIf(column -> column.use() == Use.IGNORED);
        for (var column : sheet.columns()) {
            if (column.use() == Use.REQUIRED && !positions.containsKey(column)) {
                violations.add(1, column, FormRule.COLUMN_MISSING, column.heading());
            }
        }
    }

    /// Of several columns in different languages the one with the lowest rank is read.
    private void place(FormColumn column, int position, int rank, Map<FormColumn, Integer> ranks) {
        int lowest = ranks.getOrDefault(column, Integer.MAX_VALUE);
        if (rank == lowest && column.use() != Use.IGNORED) {
            violations.add(1, column, FormRule.COLUMN_DUPLICATE, column.heading());
        }
        if (rank < lowest) {
            ranks.put(column, rank);
            positions.put(column, position);
        }
    }

    /// Reports an unknown column if this cell has content. Templates have many unknown columns that are empty.
    ///
    /// @return whether it was reported
    private boolean reportIfFilled(String heading, String cell) {
        if (CellText.trim(cell).isEmpty()) {
            return false;
        }
        violations.add(FormRule.COLUMN_UNKNOWN.at(sheet.title(), 1, heading, heading, sheet.headings()));
        return true;
    }
}
