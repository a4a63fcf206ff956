package io.github.certpulse.survey.roster;

import io.github.certpulse.platform.problem.Words;
import java.util.ArrayList;
import java.util.List;

/// A decision of the import that the author of the file should know about; not a violation.
///
/// @param code    stable and in kebab case
/// @param rows    as spreadsheets count rows, from 1
/// @param names   the schools or certificates concerned, as the file has them
public record RosterWarning(String code, List<Integer> rows, List<String> names, Words message) {
    /// The most ranges of rows that a message lists.
    private static final int MAX_RANGES_IN_MESSAGE = 20;

    public RosterWarning {
        rows = List.copyOf(rows);
        names = List.copyOf(names);
    }

    /// Hidden rows of the file, which are not imported.
    ///
    /// @param schools the schools in these rows
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
                                ranges(rows, "、", "等 " + rows.size() + " "),
                                ranges(rows, ", ", " and others, " + rows.size() + " in all")));
    }

    /// A name that the campaign spells differently; the campaign's spelling is kept.
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

    /// Rows as ranges, `2、5–9`.
    private static String ranges(List<Integer> rows, String separator, String remainder) {
        var ranges = new ArrayList<String>();
        int next = 0;
        while (next < rows.size() && ranges.size() < MAX_RANGES_IN_MESSAGE) {
            int from = rows.get(next);
            int to = from;
            while (++next < rows.size() && rows.get(next) == to + 1) {
                to++;
            }
            ranges.add(from == to ? String.valueOf(from) : from + "–" + to);
        }
        return String.join(separator, ranges) + (next < rows.size() ? remainder : "");
    }
}
