package io.github.certpulse.numbers.suppression;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.suppression.CountTable.Columns;
import io.github.certpulse.numbers.suppression.CountTable.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Tables as text: written row by row, hidden numbers as x. Below 5 is small.
final class WrittenTable {
    private WrittenTable() {}

    static CountTable singleByLevel(String table) {
        var counts = counts(table);
        var totals = counts.stream().map(row -> row.stream().mapToInt(Integer::intValue).sum()).toList();
        var bases = IntStream.range(0, counts.getFirst().size())
                .mapToObj(column -> counts.stream().mapToInt(row -> row.get(column)).sum())
                .toList();
        return new CountTable(
                counts,
                bases,
                totals,
                totals.stream().mapToInt(Integer::intValue).sum(),
                Rows.SINGLE,
                Columns.PARTITION);
    }

    static List<List<Integer>> counts(String table) {
        return Stream.of(table.split("\\|")).map(WrittenTable::numbers).toList();
    }

    static List<Integer> numbers(String numbers) {
        return Arrays.stream(numbers.strip().split(" ")).map(Integer::valueOf).toList();
    }

    static String shown(CountTable table) {
        return shown(table, Suppression.compute(table, 5));
    }

    static String shown(CountTable table, Suppression hidden) {
        var cells = IntStream.range(0, table.totals().size())
                .mapToObj(row -> shown(table.counts().get(row), hidden.cells().get(row)))
                .collect(joining(" | "));
        var counted = table.columns() == Columns.PARTITION ? table.bases().stream().mapToInt(Integer::intValue).sum()
                : table.respondents();
        return "%s; bases %s; totals %s; %s".formatted(
                cells,
                shown(table.bases(), hidden.bases()),
                shown(table.totals(), hidden.totals()),
                hidden.respondents() ? "x" : counted);
    }

    static String distribution(CountTable table) {
        var hidden = Suppression.compute(table, 5);
        assertThat(hidden.cells()).isEqualTo(hidden.totals().stream().map(List::of).toList());
        return "%s; %s"
                .formatted(shown(table.totals(), hidden.totals()), hidden.respondents() ? "x" : table.respondents());
    }

    private static String shown(List<Integer> counts, List<Boolean> hidden) {
        return IntStream.range(0, counts.size())
                .mapToObj(index -> hidden.get(index) ? "x" : counts.get(index).toString())
                .collect(joining(" "));
    }
}
