package io.github.certpulse.survey.roster;

import io.github.certpulse.files.text.CellText;
import io.github.certpulse.survey.roster.RosterReading.Invalid;
import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.survey.spelling.NameKey;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Checks one roster while it is read: takes the rows in order and collects valid rows and violations. For one file and
/// one thread.
final class RosterCheck {
    private static final List<RosterColumn> SCHOOL_COLUMNS =
            List.of(RosterColumn.LEVEL, RosterColumn.CITY, RosterColumn.ROUTE, RosterColumn.ADDRESS);

    private final Map<RosterColumn, Integer> positions = new EnumMap<>(RosterColumn.class);
    private final Map<NameKey, FirstRow> schools = new HashMap<>();
    private final Map<PilotKey, Integer> pilots = new HashMap<>();
    private final List<RosterRow> rows = new ArrayList<>();
    private final List<RosterViolation> violations = new ArrayList<>();
    private final List<RosterReading.RawRow> rawRows = new ArrayList<>();
    private final List<Integer> hiddenRows = new ArrayList<>();
    private final Set<String> hiddenSchools = new LinkedHashSet<>();
    private boolean headingRead;
    private int filledRows;
    private int dataRows;

    /// The first row of a school, without the cells that have violations.
    private record FirstRow(int row, Map<RosterColumn, String> values) {}

    private record PilotKey(NameKey school, NameKey certificate) {}

    /// Takes the next row. Hidden rows are left out, except the heading.
    ///
    /// @param number as spreadsheets count rows, from 1; there may be gaps
    /// @throws RosterViolation.RosterReadingStopped beyond the allowed number of rows
    void row(int number, boolean hidden, List<String> cells) throws RosterViolation.RosterReadingStopped {
        if (!headingRead && number == 1) {
            heading(cells);
            return;
        }
        if (++dataRows > RosterLimits.MAX_DATA_ROWS) {
            throw new RosterViolation.RosterReadingStopped(
                    RosterRule.TOO_MANY_ROWS.at(number, "", RosterLimits.MAX_DATA_ROWS));
        }
        if (!headingRead) {
            heading(List.of());
        }
        if (cells.stream().allMatch(cell -> CellText.trim(cell).isEmpty())) {
            return;
        }
        if (hidden) {
            leaveOut(number, cells);
        } else {
            filledRows++;
            data(number, cells);
        }
    }

    RosterReading result() {
        if (!headingRead) {
            heading(List.of());
        }
        if (filledRows == 0) {
            report((hiddenRows.isEmpty() ? RosterRule.EMPTY : RosterRule.ALL_HIDDEN).ofFile());
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

    /// The rows that were left out, as a warning.
    List<RosterWarning> warnings() {
        return hiddenRows.isEmpty() ? List.of()
                : List.of(RosterWarning.hiddenRows(hiddenRows, List.copyOf(hiddenSchools)));
    }

    private void leaveOut(int number, List<String> cells) {
        hiddenRows.add(number);
        var school = CellText.oneLine(cell(cells, positions.getOrDefault(RosterColumn.SCHOOL, Integer.MAX_VALUE)));
        if (!school.isEmpty() && hiddenSchools.size() < RosterLimits.MAX_VIOLATIONS) {
            hiddenSchools.add(school.substring(0, Math.min(school.length(), RosterLimits.MAX_SHOWN_CHARACTERS)));
        }
    }

    private void heading(List<String> cells) {
        headingRead = true;
        var violationsByColumn = new EnumMap<RosterColumn, RosterViolation>(RosterColumn.class);
        for (int i = 0; i < cells.size(); i++) {
            int position = i;
            RosterColumn.parse(CellText.oneLine(cells.get(i))).ifPresent(column -> {
                if (positions.putIfAbsent(column, position) != null) {
                    violationsByColumn
                            .put(column, RosterRule.COLUMN_DUPLICATE.at(1, column, column.chinese(), column.english()));
                }
            });
        }
        for (var column : RosterColumn.values()) {
            if (!positions.containsKey(column)) {
                violationsByColumn
                        .put(column, RosterRule.COLUMN_MISSING.at(1, column, column.chinese(), column.english()));
            }
        }
        violationsByColumn.values().forEach(this::report);
        reportLongCellsInUnknownColumns(1, cells);
    }

    private void data(int number, List<String> cells) {
        var values = new EnumMap<RosterColumn, String>(RosterColumn.class);
        var violationsByColumn = new EnumMap<RosterColumn, RosterViolation>(RosterColumn.class);
        positions.forEach((column, position) -> {
            switch (RosterCell.read(number, column, cell(cells, position))) {
                case RosterCell.Valid(var value) -> values.put(column, value);
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
        positions.forEach((column, position) -> {
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
            if (cells.get(i).length() > RosterLimits.MAX_CELL_CHARACTERS && !positions.containsValue(i)) {
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
