package io.github.certpulse.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An XLSForm workbook for tests: valid and short at first, then changed.
public final class Workbook {
    private final Map<String, List<List<Object>>> sheets = new LinkedHashMap<>();

    /// A valid workbook: two sections with a single choice, a multiple choice and a text.
    public static Workbook sound() {
        var workbook = new Workbook();
        workbook.rows(
                "survey",
                List.of("type", "name", "label", "hint", "required", "relevant", "constraint", "number", "prefill"),
                List.of("note", "introduction", "请填写。"),
                List.of("begin_group", "one", "一、基本信息"),
                List.of("select_one yesno", "q1", "是否参加？", "如选否，请答第3题。", "yes", "", "", 1),
                List.of("select_multiple ways", "q2", "方式有哪些？", "", "${q1} = 'A'", "${q1} = 'A'", "", 2),
                List.of("end_group"),
                List.of("begin_group", "two", "二、建议"),
                List.of("text", "q3", "有何建议？", "", "no", "selected(${q2}, 'B')", "string-length(.) <= 500", 3),
                List.of("end_group"),
                List.of("note", "contact_introduction", "可以留下联系方式。"),
                List.of("note", "closing", "谢谢！"));
        workbook.rows(
                "choices",
                List.of("list_name", "name", "label", "other_text", "level"),
                List.of("yesno", "A", "是"),
                List.of("yesno", "B", "否"),
                List.of("ways", "A", "线上"),
                List.of("ways", "B", "线下"),
                List.of("ways", "C", "其他（请填写）", "yes"));
        workbook.rows("settings", List.of("form_title", "form_id", "role"), List.of("短问卷", "short", "TEACHER"));
        return workbook;
    }

    /// Replaces the rows of a sheet.
    @SafeVarargs
    public final Workbook rows(String sheet, List<Object>... rows) {
        var own = new ArrayList<List<Object>>();
        for (var row : rows) {
            own.add(row);
        }
        sheets.put(sheet, own);
        return this;
    }

    /// Sets the value of a cell.
    ///
    /// @param row    from 1
    /// @param column the column's heading
    public Workbook set(String sheet, int row, String column, Object value) {
        var rows = sheets.get(sheet);
        while (rows.size() < row) {
            rows.add(List.of());
        }
        var heading = new ArrayList<>(rows.getFirst());
        if (!heading.contains(column)) {
            heading.add(column);
            rows.set(0, heading);
        }
        var cells = new ArrayList<>(rows.get(row - 1));
        while (cells.size() < heading.size()) {
            cells.add("");
        }
        cells.set(heading.indexOf(column), value);
        rows.set(row - 1, cells);
        return this;
    }

    /// Inserts a row before the row with this number.
    public Workbook insert(String sheet, int row, Object... cells) {
        sheets.get(sheet).add(row - 1, List.of(cells));
        return this;
    }

    public Workbook delete(String sheet, int row) {
        sheets.get(sheet).remove(row - 1);
        return this;
    }

    public Workbook without(String sheet) {
        sheets.remove(sheet);
        return this;
    }

    public byte[] bytes() {
        return XlsxFiles.workbook(sheets);
    }
}
