package io.github.certpulse.survey.roster;

import io.github.certpulse.platform.problem.Words;
import java.util.ArrayList;
import java.util.List;

/// Something that the import of a roster decides, and that the author of the file should know; not a violation.
///
/// @param code    what it is about, stable and kebab-case
/// @param rows    as a spreadsheet counts
/// @param names   schools or certificates that it is about, as the file has them
public record RosterWarning(String code, List<Integer> rows, List<String> names, Words message) {
    /// How many ranges of rows a message names.
    private static final int NAMED_STRETCHES = 20;

    public RosterWarning {
        rows = List.copyOf(rows);
        names = List.copyOf(names);
    }

    /// Rows that the file hides, and that are therefore not imported.
    ///
    /// @param schools that stand in these rows
    static RosterWarning hiddenRows(List<Integer> rows, List<String> schools) {
        return new RosterWarning(
                "hidden-rows",
                rows,
                schools,
                new Words(
                        "第 %1$s 行在表格中被隐藏，没有导入；如需导入，请取消隐藏或筛选后重新上传",
                        "Not imported, because the sheet hides them: rows %2$s; "
                                + "show them and upload the file again if needed")
                        .with(
                                stretches(rows, "、", "等 " + rows.size() + " "),
                                stretches(rows, ", ", " and others, " + rows.size() + " in all")));
    }

    /// A name in another spelling than the campaign's, which stays.
    public static RosterWarning respelled(List<Integer> rows, String written, String kept) {
        return new RosterWarning(
                "value-read-as",
                rows,
                List.of(written, kept),
                new Words(
                        "“%1$s”按“%2$s”导入：两者只有全半角、空格或大小写之别",
                        "“%1$s” is imported as “%2$s”: they differ only by width, blanks or letter case")
                        .with(written, kept));
    }

    /// Rows in words, `2、5–9`.
    private static String stretches(List<Integer> rows, String comma, String rest) {
        var stretches = new ArrayList<String>();
        int next = 0;
        while (next < rows.size() && stretches.size() < NAMED_STRETCHES) {
            int from = rows.get(next);
            int to = from;
            while (++next < rows.size() && rows.get(next) == to + 1) {
                to++;
            }
            stretches.add(from == to ? String.valueOf(from) : from + "–" + to);
        }
        return String.join(comma, stretches) + (next < rows.size() ? rest : "");
    }
}
