package io.github.certpulse.survey.roster;

import io.github.certpulse.files.text.CellText;
import io.github.certpulse.survey.roster.RosterReading.Faulty;
import io.github.certpulse.survey.roster.RosterReading.Readable;
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

/// The check of one roster while it is being read: takes the rows in their order and collects what is right and what is
/// wrong. For one file and one thread.
final class RosterCheck {
    private static final List<RosterColumn> OF_THE_SCHOOL =
            List.of(RosterColumn.LEVEL, RosterColumn.CITY, RosterColumn.ROUTE, RosterColumn.ADDRESS);

    private final Map<RosterColumn, Integer> positions = new EnumMap<>(RosterColumn.class);
    private final Map<NameKey, School> schools = new HashMap<>();
    private final Map<Pilot, Integer> pilots = new HashMap<>();
    private final List<RosterRow> rows = new ArrayList<>();
    private final List<RosterFault> faults = new ArrayList<>();
    private final List<RosterReading.Line> lines = new ArrayList<>();
    private final List<Integer> hiddenRows = new ArrayList<>();
    private final Set<String> hiddenSchools = new LinkedHashSet<>();
    private boolean headed;
    private int filledRows;
    private int dataRows;

    /// What a school's first row says of it, as far as that is free of faults.
    private record School(int row, Map<RosterColumn, String> values) {}

    private record Pilot(NameKey school, NameKey certificate) {}

    /// The next row, with its number as a spreadsheet counts; numbers may have gaps. What is hidden is left out, but
    /// for the heading. Refuses one row more than allowed.
    void row(int number, boolean hidden, List<String> cells) throws RosterFault.Refusal {
        if (!headed && number == 1) {
            heading(cells);
            return;
        }
        if (++dataRows > RosterLimits.DATA_ROWS) {
            throw new RosterFault.Refusal(RosterFlaw.TOO_MANY_ROWS.at(number, "", RosterLimits.DATA_ROWS));
        }
        if (!headed) {
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
        if (!headed) {
            heading(List.of());
        }
        if (filledRows == 0) {
            report((hiddenRows.isEmpty() ? RosterFlaw.EMPTY : RosterFlaw.ALL_HIDDEN).ofFile());
        }
        return faults.isEmpty() ? new Readable(rows) : new Faulty(faults);
    }

    int filledRows() {
        return filledRows;
    }

    /// The first rows, and the first of those with faults.
    List<RosterReading.Line> lines() {
        return lines;
    }

    /// What was left out.
    List<RosterWarning> warnings() {
        return hiddenRows.isEmpty() ? List.of()
                : List.of(RosterWarning.hiddenRows(hiddenRows, List.copyOf(hiddenSchools)));
    }

    private void leaveOut(int number, List<String> cells) {
        hiddenRows.add(number);
        var school = CellText.oneLine(cell(cells, positions.getOrDefault(RosterColumn.SCHOOL, Integer.MAX_VALUE)));
        if (!school.isEmpty() && hiddenSchools.size() < RosterLimits.REPORTED_FAULTS) {
            hiddenSchools.add(school.substring(0, Math.min(school.length(), RosterLimits.SHOWN_CHARACTERS)));
        }
    }

    private void heading(List<String> cells) {
        headed = true;
        var flaws = new EnumMap<RosterColumn, RosterFault>(RosterColumn.class);
        for (int i = 0; i < cells.size(); i++) {
            int position = i;
            RosterColumn.parse(CellText.oneLine(cells.get(i))).ifPresent(column -> {
                if (positions.putIfAbsent(column, position) != null) {
                    flaws.put(column, RosterFlaw.COLUMN_DUPLICATE.at(1, column, column.chinese(), column.english()));
                }
            });
        }
        for (var column : RosterColumn.values()) {
            if (!positions.containsKey(column)) {
                flaws.put(column, RosterFlaw.COLUMN_MISSING.at(1, column, column.chinese(), column.english()));
            }
        }
        flaws.values().forEach(this::report);
        reportLongCellsElsewhere(1, cells);
    }

    private void data(int number, List<String> cells) {
        var values = new EnumMap<RosterColumn, String>(RosterColumn.class);
        var flaws = new EnumMap<RosterColumn, RosterFault>(RosterColumn.class);
        positions.forEach((column, position) -> {
            switch (RosterCell.read(number, column, cell(cells, position))) {
                case RosterCell.Sound(var value) -> values.put(column, value);
                case RosterCell.Flawed(var fault) -> flaws.put(column, fault);
            }
        });
        compareWithTheSchool(number, values, flaws);
        compareWithOtherPilots(number, values, flaws);
        flaws.values().forEach(this::report);
        reportLongCellsElsewhere(number, cells);
        if (lines.size() < RosterLimits.SHOWN_ROWS || !flaws.isEmpty() && lines.size() < 2 * RosterLimits.SHOWN_ROWS) {
            lines.add(line(number, cells));
        }
        if (faults.isEmpty()) {
            rows.add(rosterRow(number, values));
        }
    }

    private RosterReading.Line line(int number, List<String> cells) {
        var shown = new HashMap<String, String>();
        positions.forEach((column, position) -> {
            var cell = cell(cells, position);
            shown.put(column.english(), cell.substring(0, Math.min(cell.length(), RosterLimits.SHOWN_CHARACTERS)));
        });
        return new RosterReading.Line(number, shown);
    }

    private void compareWithTheSchool(
            int number,
            Map<RosterColumn, String> values,
            Map<RosterColumn, RosterFault> flaws) {
        var name = values.get(RosterColumn.SCHOOL);
        if (name == null) {
            return;
        }
        var first = schools.computeIfAbsent(NameKey.from(name), _ -> new School(number, Map.copyOf(values)));
        for (var column : OF_THE_SCHOOL) {
            var said = first.values().get(column);
            if (said != null && values.containsKey(column) && !NameKey.same(said, values.get(column))) {
                flaws.put(column, RosterFlaw.SCHOOL_INCONSISTENT.at(number, column, first.row()));
            }
        }
    }

    private void compareWithOtherPilots(
            int number,
            Map<RosterColumn, String> values,
            Map<RosterColumn, RosterFault> flaws) {
        var school = values.get(RosterColumn.SCHOOL);
        var certificate = values.get(RosterColumn.CERTIFICATE);
        if (school == null || certificate == null) {
            return;
        }
        var earlier = pilots.putIfAbsent(new Pilot(NameKey.from(school), NameKey.from(certificate)), number);
        if (earlier != null) {
            flaws.put(RosterColumn.CERTIFICATE, RosterFlaw.DUPLICATE.at(number, RosterColumn.CERTIFICATE, earlier));
        }
    }

    /// Columns that the roster does not know are ignored, but for their cost.
    private void reportLongCellsElsewhere(int number, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).length() > RosterLimits.CELL_CHARACTERS && !positions.containsValue(i)) {
                report(RosterFlaw.CELL_TOO_LONG.at(number, RosterCell.letters(i), RosterLimits.CELL_CHARACTERS));
            }
        }
    }

    private void report(RosterFault fault) {
        if (faults.size() < RosterLimits.REPORTED_FAULTS) {
            faults.add(fault);
        } else {
            var last = faults.getLast();
            faults.set(faults.size() - 1, RosterFlaw.MORE_FAULTS.at(last.row(), last.column()));
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
