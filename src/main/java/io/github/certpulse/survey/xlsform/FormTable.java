package io.github.certpulse.survey.xlsform;

import io.github.certpulse.files.text.CellText;
import io.github.certpulse.files.xlsx.XlsxSheet;
import io.github.certpulse.survey.xlsform.FormColumn.Use;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/// One sheet as a table: rows by the columns that its heading names, blank rows left out. For one file and one thread.
final class FormTable {
    /// What a spreadsheet makes of a whole number.
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9})\\.0+");

    private final FormColumn.Sheet sheet;
    private final FormFault.Collected faults;
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

        /// The text, and a fault where there is none.
        String needed(FormColumn column, FormFault.Collected faults) {
            if (text(column).isEmpty()) {
                faults.add(number, column, FormFlaw.REQUIRED);
            }
            return text(column);
        }
    }

    private FormTable(FormColumn.Sheet sheet, FormFault.Collected faults) {
        this.sheet = sheet;
        this.faults = faults;
    }

    /// The rows below the heading in row 1.
    ///
    /// @throws FormFault.Refusal beyond the limits
    static List<Row> read(FormColumn.Sheet sheet, XlsxSheet source, FormFault.Collected faults)
            throws IOException, XMLStreamException {
        var table = new FormTable(sheet, faults);
        // Hidden rows count: authors hide what they have finished.
        source.read((number, _, cells) -> table.row(number, cells));
        if (!table.headed) {
            table.heading(List.of());
        }
        return List.copyOf(table.rows);
    }

    private void row(int number, List<String> cells) throws FormFault.Refusal {
        if (++counted > FormLimits.ROWS) {
            throw new FormFault.Refusal(FormFlaw.TOO_MANY_ROWS.at(sheet.title(), number, "", FormLimits.ROWS));
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
            if (text.length() > FormLimits.CELL_CHARACTERS) {
                faults.add(number, position.getKey(), FormFlaw.CELL_TOO_LONG, FormLimits.CELL_CHARACTERS);
            }
            characters += text.length();
            if (characters > FormLimits.CHARACTERS) {
                throw new FormFault.Refusal(
                        FormFlaw.TOO_MUCH_TEXT.at(sheet.title(), number, "", FormLimits.CHARACTERS));
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
            // What stands below no heading is a remark.
            if (known.isEmpty() && !heading.isEmpty()) {
                strangers.put(position, heading);
            }
        }
        positions.keySet().removeIf(column -> column.use() == Use.IGNORED);
        for (var column : sheet.columns()) {
            if (column.use() == Use.REQUIRED && !positions.containsKey(column)) {
                faults.add(1, column, FormFlaw.COLUMN_MISSING, column.heading());
            }
        }
    }

    /// Of several languages the one that fits best.
    private void place(FormColumn column, int position, int rank, Map<FormColumn, Integer> ranks) {
        int known = ranks.getOrDefault(column, Integer.MAX_VALUE);
        if (rank == known && column.use() != Use.IGNORED) {
            faults.add(1, column, FormFlaw.COLUMN_DUPLICATE, column.heading());
        }
        if (rank < known) {
            ranks.put(column, rank);
            positions.put(column, position);
        }
    }

    /// A column that nobody reads harms nobody as long as it is empty: templates have many.
    private boolean reportedAsUnknown(String heading, String cell) {
        if (CellText.trim(cell).isEmpty()) {
            return false;
        }
        faults.add(FormFlaw.COLUMN_UNKNOWN.at(sheet.title(), 1, heading, heading, sheet.headings()));
        return true;
    }
}
