package io.github.certpulse.survey.roster;

import io.github.certpulse.files.text.CellText;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.rosterwords.LevelWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /// Rows that are no data: titles, totals, footnotes, repeated headings.
    ///
    /// @param texts with which the rows begin
    static RosterWarning droppedRows(List<Integer> rows, List<String> texts) {
        return new RosterWarning(
                "rows-dropped",
                rows,
                texts,
                new Words(
                        "第 %1$s 行不是数据（标题、合计、说明或重复的表头），没有导入",
                        "Not imported, because they are no data (titles, totals, footnotes, headings again): "
                                + "rows %2$s")
                        .with(zh(rows), en(rows)));
    }

    /// The sheet that was read, where people could expect another one.
    ///
    /// @param others visible sheets with a roster's heading that were not read
    static RosterWarning sheetChosen(String sheet, List<String> others) {
        var names = new ArrayList<>(List.of(sheet));
        names.addAll(others);
        return new RosterWarning(
                "sheet-chosen",
                List.of(),
                names,
                others.isEmpty() ? new Words("读取的是工作表“%s”", "The sheet that was read is “%s”").with(sheet)
                        : new Words(
                                "读取的是工作表“%1$s”；另有工作表像名单，没有读取：%2$s",
                                "The sheet that was read is “%1$s”; others look like rosters too "
                                        + "and were not read: %3$s")
                                .with(sheet, String.join("、", others), String.join(", ", others)));
    }

    /// A value that was read as another one.
    static RosterWarning readAs(List<Integer> rows, String written, String read) {
        return new RosterWarning(
                "value-read-as",
                rows,
                List.of(written, read),
                new Words("“%1$s”按“%2$s”导入：第 %3$s 行", "“%1$s” is imported as “%2$s”: rows %4$s")
                        .with(written, read, zh(rows), en(rows)));
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
                        .with(zh(rows), en(rows)));
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

    /// Two schools whose names are so similar that they could be one.
    ///
    /// @param rows where the name stands
    public static RosterWarning similarSchools(List<Integer> rows, String name, String other) {
        return new RosterWarning(
                "similar-schools",
                rows,
                List.of(name, other),
                new Words(
                        "“%1$s”（第 %3$s 行）与“%2$s”只差一两个字：如果是同一所学校，请写成一样",
                        "“%1$s” (rows %4$s) and “%2$s” differ by a character or two: "
                                + "if they are one school, please write them alike")
                        .with(name, other, zh(rows), en(rows)));
    }

    /// The same of two certificates.
    public static RosterWarning similarCertificates(List<Integer> rows, String name, String other) {
        return new RosterWarning(
                "similar-certificates",
                rows,
                List.of(name, other),
                new Words(
                        "“%1$s”（第 %3$s 行）与“%2$s”只差一两个字：如果是同一种证书，请写成一样",
                        "“%1$s” (rows %4$s) and “%2$s” differ by a character or two: "
                                + "if they are one certificate, please write them alike")
                        .with(name, other, zh(rows), en(rows)));
    }

    /// A warning about similar names as a violation, for those who want no doubtful names.
    public RosterViolation asViolation() {
        var column = code.equals("similar-schools") ? RosterColumn.SCHOOL : RosterColumn.CERTIFICATE;
        return new RosterViolation(rows.getFirst(), column.english(), code, message);
    }

    private static String zh(List<Integer> rows) {
        return ranges(rows, "、", "等 " + rows.size() + " ");
    }

    private static String en(List<Integer> rows) {
        return ranges(rows, ", ", " and others, " + rows.size() + " in all");
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

    /// Collects what the reading of one file decides and its author should know about.
    static final class WarningList {
        private final List<RosterWarning> ofFile = new ArrayList<>();
        private final List<Integer> droppedRows = new ArrayList<>();
        private final Set<String> droppedTexts = new LinkedHashSet<>();
        private final List<Integer> hiddenRows = new ArrayList<>();
        private final Set<String> hiddenSchools = new LinkedHashSet<>();
        private final Map<Reading, List<Integer>> readAs = new LinkedHashMap<>();

        private record Reading(String written, String value) {}

        void add(RosterWarning warning) {
            ofFile.add(warning);
        }

        /// A row that is no data.
        void dropped(int row, List<String> cells) {
            droppedRows.add(row);
            cells.stream()
                    .map(CellText::oneLine)
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .ifPresent(text -> keep(droppedTexts, text));
        }

        /// A row that the spreadsheet hides.
        void hidden(int row, String school) {
            hiddenRows.add(row);
            var name = CellText.oneLine(school);
            if (!name.isEmpty()) {
                keep(hiddenSchools, name);
            }
        }

        boolean hasHiddenRows() {
            return !hiddenRows.isEmpty();
        }

        /// A valid cell: a level in a word that does not contain its short form is worth a look.
        void readAs(int row, RosterColumn column, String cell, String value) {
            if (column == RosterColumn.LEVEL) {
                var written = CellText.oneLine(cell);
                if (!written.equals(value) && LevelWord.parse(written).filter(word -> !word.evident()).isPresent()) {
                    readAs.computeIfAbsent(new Reading(written, value), _ -> new ArrayList<>()).add(row);
                }
            }
        }

        List<RosterWarning> warnings() {
            var warnings = new ArrayList<>(ofFile);
            if (!droppedRows.isEmpty()) {
                warnings.add(RosterWarning.droppedRows(droppedRows, List.copyOf(droppedTexts)));
            }
            if (!hiddenRows.isEmpty()) {
                warnings.add(RosterWarning.hiddenRows(hiddenRows, List.copyOf(hiddenSchools)));
            }
            readAs.forEach((read, rows) -> warnings.add(RosterWarning.readAs(rows, read.written(), read.value())));
            return warnings;
        }

        private static void keep(Set<String> texts, String text) {
            if (texts.size() < RosterLimits.MAX_VIOLATIONS) {
                texts.add(text.substring(0, Math.min(text.length(), RosterLimits.MAX_SHOWN_CHARACTERS)));
            }
        }
    }
}
