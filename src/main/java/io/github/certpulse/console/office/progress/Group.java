package io.github.certpulse.console.office.progress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/// How far some schools are together: those of a city, those of a level, all of them.
///
/// @param name empty for schools without a city, and for all
public record Group(
        String name,
        int schools,
        int done,
        int underway,
        int silent,
        int declared,
        Need teachers,
        Need students) {

    static Group from(String name, List<SchoolRow> rows) {
        return new Group(
                name,
                rows.size(),
                number(rows, Standing.DONE),
                number(rows, Standing.UNDERWAY),
                number(rows, Standing.SILENT),
                (int) rows.stream().filter(row -> row.completedAt().isPresent()).count(),
                rows.stream().map(SchoolRow::teachers).reduce(Need.NONE, Need::plus),
                rows.stream().map(SchoolRow::students).reduce(Need.NONE, Need::plus));
    }

    /// In the order in which the names first occur.
    static List<Group> by(Function<SchoolRow, String> name, List<SchoolRow> rows) {
        var groups = new LinkedHashMap<String, List<SchoolRow>>();
        rows.forEach(row -> groups.computeIfAbsent(name.apply(row), _ -> new ArrayList<>()).add(row));
        return groups.entrySet().stream().map(group -> from(group.getKey(), group.getValue())).toList();
    }

    private static int number(List<SchoolRow> rows, Standing standing) {
        return (int) rows.stream().filter(row -> row.standing() == standing).count();
    }

    /// Of all schools, 0 to 1.
    public double share(int some) {
        return schools == 0 ? 0 : (double) some / schools;
    }

    /// Responses of both roles.
    public int received() {
        return teachers.received() + students.received();
    }
}
