package io.github.certpulse.survey.roster;

import io.github.certpulse.files.text.CellText;
import io.github.certpulse.survey.roster.RosterReading.Invalid;
import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.survey.spelling.NameKey;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Checks one roster while it is read: takes the rows in order and collects valid rows and violations. For one file and
/// one thread.
final class RosterCheck {
    private static final List<RosterColumn> SCHOOL_COLUMNS =
            List.of(RosterColumn.LEVEL, RosterColumn.CITY, RosterColumn.ROUTE, RosterColumn.ADDRESS);

    private final Map<NameKey, FirstRow> schools = new HashMap<>();
    private final Map<PilotKey, Integer> pilots = new HashMap<>();
    private final List<RosterRow> rows = new ArrayList<>();
    private final List<RosterViolation> violations = new ArrayList<>();
    private final List<RosterReading.RawRow> rawRows = new ArrayList<>();
    private final RosterWarning.WarningList notes = new RosterWarning.WarningList();
    private RosterHeading heading = RosterHeading.NONE;
    private boolean headingChecked;
    private boolean afterFootnote;
    private int filledRows;
    private int dataRows;

    /// The first row of a school, without the cells that have violations.
    private record FirstRow(int row, Map<RosterColumn, String> values) {}

    private record PilotKey(NameKey school, NameKey certificate) {}

    /// Takes the heading, before all rows.
    void heading(RosterHeading found) {
        heading = found;
    }

    /// What the author of the file should know about.
    RosterWarning.WarningList notes() {
        return notes;
    }

    /// Takes the next row. Blank rows are ignored. Hidden rows are left out, except the heading; rows above the heading
    /// and those that are no data are dropped.
    ///
    /// @param number as spreadsheets count rows, from 1; there may be gaps
    /// @throws RosterViolation.RosterReadingStopped beyond the allowed number of rows
    void row(int number, boolean hidden, List<String> cells) throws RosterViolation.RosterReadingStopped {
        if (number > RosterLimits.MAX_ROWS) {
            throw tooManyRows(number);
        }
        if (cells.stream().allMatch(cell -> CellText.trim(cell).isEmpty())) {
            return;
        }
        checkHeading();
        if (heading.contains(number)) {
            reportLongCellsInUnknownColumns(number, cells);
        } else if (!heading.isAbove(number)) {
            notes.dropped(number, cells);
        } else if (++dataRows > RosterLimits.MAX_DATA_ROWS) {
            throw tooManyRows(number);
        } else if (hidden) {
            notes.hidden(number, cell(cells, heading.positions().getOrDefault(RosterColumn.SCHOOL, Integer.MAX_VALUE)));
        } else if (heading.isRemark(cells, afterFootnote)) {
            afterFootnote = afterFootnote || RosterHeading.isFootnote(cells);
            notes.dropped(number, cells);
        } else {
            afterFootnote = false;
            filledRows++;
            data(number, cells);
        }
    }

    RosterReading result() {
        if (filledRows == 0) {
            report((notes.hasHiddenRows() ? RosterRule.ALL_HIDDEN : RosterRule.EMPTY).ofFile());
        }
        return violations.isEmpty() ? new Readable(rows) : new Invalid(violations);
    }

    int filledRows() {
        return filledRows;
    }

    /// The first rows, and the first rows with violations.
    List<RosterReading.RawRow> rawRows() {
        return rawRows;
    }

    private static RosterViolation.RosterReadingStopped tooManyRows(int number) {
        return new RosterViolation.RosterReadingStopped(
                RosterRule.TOO_MANY_ROWS.at(number, "", RosterLimits.MAX_DATA_ROWS));
    }

    private void checkHeading() {
        if (headingChecked) {
            return;
        }
        headingChecked = true;
        int row = heading.row();
        for (var column : RosterColumn.values()) {
            if (heading.repeated().contains(column)) {
                report(RosterRule.COLUMN_DUPLICATE.at(row, column, column.chinese(), column.english(), row));
            } else if (heading.missing().contains(column)) {
                report(RosterRule.COLUMN_MISSING.at(row, column, column.chinese(), column.english(), row));
            }
        }
    }

    private void data(int number, List<String> cells) {
        var values = new EnumMap<RosterColumn, String>(RosterColumn.class);
        var violationsByColumn = new EnumMap<RosterColumn, RosterViolation>(RosterColumn.class);
        heading.positions().forEach((column, position) -> {
            var cell = cell(cells, position);
            switch (RosterCell.read(number, column, cell)) {
                case RosterCell.Valid(var value) -> {
                    values.put(column, value);
                    notes.readAs(number, column, cell, value);
                }
                case RosterCell.Invalid(var violation) -> violationsByColumn.put(column, violation);
            }
        });
        compareWithFirstRowOfSchool(number, values, violationsByColumn);
        reportDuplicate(number, values, violationsByColumn);
        violationsByColumn.values().forEach(this::report);
        reportLongCellsInUnknownColumns(number, cells);
        if (rawRows.size() < RosterLimits.MAX_SHOWN_ROWS
                || !violationsByColumn.isEmpty() && rawRows.size() < 2 * RosterLimits.MAX_SHOWN_ROWS) {
            rawRows.add(rawRow(number, cells));
        }
        if (violations.isEmpty()) {
            rows.add(rosterRow(number, values));
        }
    }

    private RosterReading.RawRow rawRow(int number, List<String> cells) {
        var shown = new HashMap<String, String>();
        heading.positions().forEach((column, position) -> {
            var cell = cell(cells, position);
            shown.put(column.english(), cell.substring(0, Math.min(cell.length(), RosterLimits.MAX_SHOWN_CHARACTERS)));
        });
        return new RosterReading.RawRow(number, shown);
    }

    private void compareWithFirstRowOfSchool(
            int number,
            Map<RosterColumn, String> values,
            Map<RosterColumn, RosterViolation> violationsByColumn) {
        var name = values.get(RosterColumn.SCHOOL);
        if (name == null) {
            return;
        }
        var first = schools.computeIfAbsent(NameKey.from(name), _ -> new FirstRow(number, Map.copyOf(values)));
        for (var column : SCHOOL_COLUMNS) {
            var expected = first.values().get(column);
            if (expected != null && values.containsKey(column) && !NameKey.same(expected, values.get(column))) {
                violationsByColumn.put(column, RosterRule.SCHOOL_INCONSISTENT.at(number, column, first.row()));
            }
        }
    }

    private void reportDuplicate(
            int number,
            Map<RosterColumn, String> values,
            Map<RosterColumn, RosterViolation> violationsByColumn) {
        var school = values.get(RosterColumn.SCHOOL);
        var certificate = values.get(RosterColumn.CERTIFICATE);
        if (school == null || certificate == null) {
            return;
        }
        var earlier = pilots.putIfAbsent(new PilotKey(NameKey.from(school), NameKey.from(certificate)), number);
        if (earlier != null) {
            violationsByColumn
                    .put(RosterColumn.CERTIFICATE, RosterRule.DUPLICATE.at(number, RosterColumn.CERTIFICATE, earlier));
        }
    }

    /// Unknown columns are ignored, but their cells must not be too long either.
    private void reportLongCellsInUnknownColumns(int number, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).length() > RosterLimits.MAX_CELL_CHARACTERS && !heading.positions().containsValue(i)) {
                report(RosterRule.CELL_TOO_LONG.at(number, RosterCell.letters(i), RosterLimits.MAX_CELL_CHARACTERS));
            }
        }
    }

    private void report(RosterViolation violation) {
        if (violations.size() < RosterLimits.MAX_VIOLATIONS) {
            violations.add(violation);
        } else {
            var last = violations.getLast();
            violations.set(violations.size() - 1, RosterRule.MORE_VIOLATIONS.at(last.row(), last.column()));
        }
    }

    private static RosterRow rosterRow(int number, Map<RosterColumn, String> values) {
        return new RosterRow(
                number,
                Objects.requireNonNull(values.get(RosterColumn.SCHOOL)),
                Objects.requireNonNull(values.get(RosterColumn.LEVEL)),
                present(values.get(RosterColumn.CITY)),
                present(values.get(RosterColumn.ROUTE)),
                present(values.get(RosterColumn.ADDRESS)),
                Objects.requireNonNull(values.get(RosterColumn.CERTIFICATE)),
                Objects.requireNonNull(values.get(RosterColumn.CERTIFICATE_LEVEL)),
                Integer.parseInt(values.get(RosterColumn.REGISTERED_STUDENTS)));
    }

    private static String cell(List<String> cells, int position) {
        return position < cells.size() ? cells.get(position) : "";
    }

    private static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }
}
