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

/// One sheet as a table: rows by the columns that its heading names, blank rows left out. For one file and one thread.
final class FormTable {
    /// What a spreadsheet makes of a whole number.
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9})\\.0+");

    private static final Set<String> YES = Set.of("yes", "true", "true()");
    private static final Set<String> NO = Set.of("no", "false", "false()");

    private final FormColumn.Sheet sheet;
    private final FormViolation.Collected violations;
    private final Map<FormColumn, Integer> positions = new EnumMap<>(FormColumn.class);
    private final Map<Integer, String> strangers = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private boolean headed;
    private int counted;
    private int characters;

    /// One row that holds something, with its number as a spreadsheet counts.
    record Row(int number, Map<FormColumn, String> cells) {

        /// The cell's text without blanks around; empty where there is none.
        String text(FormColumn column) {
            return cells.getOrDefault(column, "");
        }

        /// The same for names and numbers, which a spreadsheet may have turned into 7.0.
        String plain(FormColumn column) {
            var whole = WHOLE.matcher(text(column));
            return whole.matches() ? whole.group(1) : text(column);
        }

        /// What `yes`, `TRUE` or `no` mean; empty for anything else.
        static Optional<Boolean> truth(String text) {
            var word = text.toLowerCase(Locale.ROOT);
            if (YES.contains(word)) {
                return Optional.of(true);
            }
            return NO.contains(word) ? Optional.of(false) : Optional.empty();
        }

        /// The text, and a violation where there is none.
        String needed(FormColumn column, FormViolation.Collected violations) {
            if (text(column).isEmpty()) {
                violations.add(number, column, FormRule.REQUIRED);
            }
            return text(column);
        }
    }

    private FormTable(FormColumn.Sheet sheet, FormViolation.Collected violations) {
        this.sheet = sheet;
        this.violations = violations;
    }

    /// The rows below the heading in row 1.
    ///
    /// @throws FormViolation.ReadingStopped beyond the limits
    static List<Row> read(FormColumn.Sheet sheet, XlsxSheet source, FormViolation.Collected violations)
            throws IOException, XMLStreamException {
        var table = new FormTable(sheet, violations);
        // Hidden rows count: authors hide what they have finished.
        source.read((number, _, cells) -> table.row(number, cells));
        if (!table.headed) {
            table.heading(List.of());
        }
        return List.copyOf(table.rows);
    }

    private void row(int number, List<String> cells) throws FormViolation.ReadingStopped {
        if (++counted > FormLimits.MAX_ROWS) {
            throw new FormViolation.ReadingStopped(
                    FormRule.TOO_MANY_ROWS.at(sheet.title(), number, "", FormLimits.MAX_ROWS));
        }
        if (!headed) {
            heading(number == 1 ? cells : List.of());
            if (number == 1) {
                return;
            }
        }
        strangers.entrySet()
                .removeIf(
                        stranger -> stranger.getKey() < cells.size()
                                && reportedAsUnknown(stranger.getValue(), cells.get(stranger.getKey())));
        var texts = new EnumMap<FormColumn, String>(FormColumn.class);
        for (var position : positions.entrySet()) {
            var text = CellText.trim(position.getValue() < cells.size() ? cells.get(position.getValue()) : "");
            if (text.length() > FormLimits.MAX_CELL_CHARACTERS) {
                violations.add(number, position.getKey(), FormRule.CELL_TOO_LONG, FormLimits.MAX_CELL_CHARACTERS);
            }
            characters += text.length();
            if (characters > FormLimits.MAX_CHARACTERS) {
                throw new FormViolation.ReadingStopped(
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
        headed = true;
        var ranks = new EnumMap<FormColumn, Integer>(FormColumn.class);
        for (int i = 0; i < cells.size(); i++) {
            int position = i;
            var heading = CellText.trim(cells.get(i));
            var known = FormColumn.parse(sheet, heading).findFirst();
            known.ifPresent(column -> place(column, position, FormColumn.rank(heading), ranks));
            // A column without a heading holds remarks.
            if (known.isEmpty() && !heading.isEmpty()) {
                strangers.put(position, heading);
            }
        }
        positions.keySet().removeIf(column -> column.use() == Use.IGNORED);
        for (var column : sheet.columns()) {
            if (column.use() == Use.REQUIRED && !positions.containsKey(column)) {
                violations.add(1, column, FormRule.COLUMN_MISSING, column.heading());
            }
        }
    }

    /// Of several languages the best one counts.
    private void place(FormColumn column, int position, int rank, Map<FormColumn, Integer> ranks) {
        int known = ranks.getOrDefault(column, Integer.MAX_VALUE);
        if (rank == known && column.use() != Use.IGNORED) {
            violations.add(1, column, FormRule.COLUMN_DUPLICATE, column.heading());
        }
        if (rank < known) {
            ranks.put(column, rank);
            positions.put(column, position);
        }
    }

    /// Reports an unknown column that has content. An empty one does no harm: templates have many.
    private boolean reportedAsUnknown(String heading, String cell) {
        if (CellText.trim(cell).isEmpty()) {
            return false;
        }
        violations.add(FormRule.COLUMN_UNKNOWN.at(sheet.title(), 1, heading, heading, sheet.headings()));
        return true;
    }
}
