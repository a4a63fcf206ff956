package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.form.FormLimits;
import io.github.certpulse.files.text.CellText;
import io.github.certpulse.files.xlsx.XlsxSheet;
import io.github.certpulse.survey.xlsform.FormColumn.Use;
import io.github.certpulse.survey.xlsform.FormReading.WarningKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/// One sheet as a table: its rows by column, without blank rows, hidden rows and comments. For one file and one thread.
final class FormTable {
    /// A whole number as spreadsheets may save it, `7.0`.
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9})\\.0+");

    /// The heading is looked for in so many rows with content.
    private static final int MAX_ROWS_ABOVE = 20;

    private final FormColumn.FormSheet sheet;
    private final FormViolation.ViolationList violations;
    private final Map<FormColumn, Integer> positions = new EnumMap<>(FormColumn.class);
    private final Map<Integer, String> unknownHeadings = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final String defaultLanguage;
    private int headingRow;
    private int rowsAbove;
    private int bestRow = 1;
    private List<String> bestHeading = List.of();
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

        /// The text; adds a violation if there is none.
        String require(FormColumn column, FormViolation.ViolationList violations) {
            if (text(column).isEmpty()) {
                violations.add(number, column, FormRule.REQUIRED);
            }
            return text(column);
        }
    }

    private FormTable(FormColumn.FormSheet sheet, String defaultLanguage, FormViolation.ViolationList violations) {
        this.sheet = sheet;
        this.defaultLanguage = defaultLanguage;
        this.violations = violations;
    }

    /// The rows below the heading, which is the first row that looks like one.
    ///
    /// @param defaultLanguage as the settings state it; empty if they state none
    /// @throws FormViolation.FormReadingStopped beyond the limits
    static List<Row> read(
            FormColumn.FormSheet sheet,
            XlsxSheet source,
            String defaultLanguage,
            FormViolation.ViolationList violations) throws IOException, XMLStreamException {
        var table = new FormTable(sheet, defaultLanguage, violations);
        source.read(table::row);
        if (table.headingRow == 0) {
            table.heading(table.bestRow, table.bestHeading);
        }
        return List.copyOf(table.rows);
    }

    private void row(int number, boolean hidden, List<String> cells) throws FormViolation.FormReadingStopped {
        if (++rowCount > FormLimits.MAX_ROWS) {
            throw new FormViolation.FormReadingStopped(
                    FormRule.TOO_MANY_ROWS.at(sheet.title(), number, "", FormLimits.MAX_ROWS));
        }
        if (headingRow == 0) {
            rowAbove(number, cells);
            return;
        }
        var texts = texts(number, cells);
        if (texts.isEmpty()) {
            reportUnknown(cells);
        } else if (hidden) {
            violations.warn(WarningKind.HIDDEN_ROWS, sheet.title(), number, "");
        } else if (isComment(cells, texts)) {
            violations.warn(WarningKind.COMMENT_ROWS, sheet.title(), number, "");
        } else {
            reportUnknown(cells);
            rows.add(new Row(number, texts));
        }
    }

    /// Looks for the heading.
    private void rowAbove(int number, List<String> cells) {
        var found = EnumSet.noneOf(FormColumn.class);
        cells.forEach(cell -> FormColumn.parse(sheet, cell).ifPresent(found::add));
        boolean isHeading = switch (sheet) {
            case SURVEY -> found.contains(FormColumn.TYPE)
                    && (found.contains(FormColumn.NAME) || found.contains(FormColumn.LABEL));
            case CHOICES -> found.size() > 1;
            case SETTINGS -> !found.isEmpty();
        };
        if (isHeading) {
            if (number > 1) {
                violations.warn(WarningKind.HEADING_BELOW, sheet.title(), number, "");
            }
            heading(number, cells);
        } else if (cells.stream().anyMatch(cell -> !CellText.trim(cell).isEmpty())) {
            if (bestHeading.isEmpty() && !found.isEmpty()) {
                bestRow = number;
                bestHeading = cells;
            }
            if (++rowsAbove == MAX_ROWS_ABOVE) {
                heading(bestRow, bestHeading);
            }
        }
    }

    private Map<FormColumn, String> texts(int number, List<String> cells) throws FormViolation.FormReadingStopped {
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
        return texts;
    }

    /// A row that begins with `#`, or one without type and name.
    private boolean isComment(List<String> cells, Map<FormColumn, String> texts) {
        boolean isMarked = cells.stream()
                .map(CellText::trim)
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .filter(cell -> cell.startsWith("#") || cell.startsWith("＃"))
                .isPresent();
        return switch (sheet) {
            case SURVEY ->
                    isMarked || !texts.containsKey(FormColumn.TYPE) && !texts.containsKey(FormColumn.NAME);
            case CHOICES ->
                    isMarked || !texts.containsKey(FormColumn.LIST_NAME) && !texts.containsKey(FormColumn.CHOICE_NAME);
            case SETTINGS -> false;
        };
    }

    private void heading(int number, List<String> cells) {
        headingRow = number;
        var chosen = new EnumMap<FormColumn, String>(FormColumn.class);
        for (int i = 0; i < cells.size(); i++) {
            var heading = CellText.trim(cells.get(i));
            var column = FormColumn.parse(sheet, heading);
            if (column.isPresent()) {
                place(column.get(), i, FormColumn.language(heading), chosen);
            } else if (!heading.isEmpty()) {
                // A column without a heading contains remarks.
                unknownHeadings.put(i, heading);
            }
        }
        for (var column : sheet.columns()) {
            if (column.use() == Use.REQUIRED && !positions.containsKey(column)) {
                violations.add(number, column, FormRule.COLUMN_MISSING, number, column.heading());
            }
        }
    }

    /// Of several columns in different languages one is read.
    private void place(FormColumn column, int position, String language, Map<FormColumn, String> chosen) {
        var before = chosen.get(column);
        if (before == null) {
            chosen.put(column, language);
            positions.put(column, position);
        } else if (before.equals(language)) {
            violations.add(headingRow, column, FormRule.COLUMN_DUPLICATE, headingRow, column.heading());
        } else {
            boolean isBetter = FormColumn.languageRank(language, defaultLanguage)
                    < FormColumn.languageRank(before, defaultLanguage);
            var other = isBetter ? before : language;
            violations.warn(
                    WarningKind.LANGUAGES_IGNORED,
                    sheet.title(),
                    0,
                    column.heading() + (other.isEmpty() ? "" : "::" + other));
            if (isBetter) {
                chosen.put(column, language);
                positions.put(column, position);
            }
        }
    }

    /// Warns of unknown columns that have content in this row. Templates have many unknown columns that are empty.
    private void reportUnknown(List<String> cells) {
        unknownHeadings.entrySet().removeIf(unknown -> {
            boolean isFilled = unknown.getKey() < cells.size() && !CellText.trim(cells.get(unknown.getKey())).isEmpty();
            if (isFilled) {
                violations.warn(WarningKind.COLUMNS_IGNORED, sheet.title(), 0, unknown.getValue());
            }
            return isFilled;
        });
    }
}
