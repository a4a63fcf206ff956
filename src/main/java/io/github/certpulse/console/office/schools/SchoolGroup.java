package io.github.certpulse.console.office.schools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/// The progress of some schools together: those of a city, those of a level, or all.
///
/// @param name the city or the level; empty for schools without a city and for all schools
public record SchoolGroup(
        String name,
        int schools,
        int done,
        int underway,
        int silent,
        int declared,
        Need teachers,
        Need students) {

    public static SchoolGroup from(String name, List<SchoolRow> rows) {
        return new SchoolGroup(
                name,
                rows.size(),
                number(rows, SchoolState.DONE),
                number(rows, SchoolState.UNDERWAY),
                number(rows, SchoolState.SILENT),
                (int) rows.stream().filter(row -> row.completedAt().isPresent()).count(),
                rows.stream().map(SchoolRow::teachers).reduce(Need.NONE, Need::plus),
                rows.stream().map(SchoolRow::students).reduce(Need.NONE, Need::plus));
    }

    /// The schools grouped by name, in the order in which the names first occur.
    public static List<SchoolGroup> by(Function<SchoolRow, String> name, List<SchoolRow> rows) {
        var groups = new LinkedHashMap<String, List<SchoolRow>>();
        rows.forEach(row -> groups.computeIfAbsent(name.apply(row), _ -> new ArrayList<>()).add(row));
        return groups.entrySet().stream().map(group -> from(group.getKey(), group.getValue())).toList();
    }

    private static int number(List<SchoolRow> rows, SchoolState state) {
        return (int) rows.stream().filter(row -> row.state() == state).count();
    }

    /// The share of some schools in all schools of the group, from 0 to 1.
    public double share(int some) {
        return schools == 0 ? 0 : (double) some / schools;
    }

    /// The responses of both roles that are set aside.
    public int setAside() {
        return teachers.setAside() + students.setAside();
    }

    /// The received responses of both roles.
    public int received() {
        return teachers.received() + students.received();
    }
}
