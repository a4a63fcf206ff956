package io.github.certpulse.numbers.suppression;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A crosstab's counts with all sums that may be known.
///
/// @param counts      row by row; none negative, none above its base or its row's total
/// @param bases       of each column: who counts in it. With single-choice rows the sum of its counts
/// @param totals      who chose each row, by the row question's own distribution
/// @param respondents the base of the totals. Where a partition's columns contain fewer, the others (without a city,
///                    not asked the column's question) form a further column, which is not shown but can be computed
///                    from the totals
public record CountTable(
        List<List<Integer>> counts,
        List<Integer> bases,
        List<Integer> totals,
        int respondents,
        Rows rows,
        Columns columns) {

    /// The kind of the row question: in a single choice a respondent counts in one row, in a multiple choice in
    /// several.
    public enum Rows {
        SINGLE,
        MULTIPLE
    }

    /// The kind of the columns: a respondent counts in one (level, city, a single choice …) or in several (a multiple
    /// choice).
    public enum Columns {
        PARTITION,
        OVERLAPPING
    }

    /// Checks what suppression relies on: if sums did not hold, it would protect nothing.
    ///
    /// @throws IllegalArgumentException where shapes differ or sums do not hold
    public CountTable {
        counts = counts.stream().map(List::copyOf).toList();
        bases = List.copyOf(bases);
        totals = List.copyOf(totals);
        require(counts.size() == totals.size(), "a total for each row");
        for (var row = 0; row < counts.size(); row++) {
            require(counts.get(row).size() == bases.size(), "a count in each row and column");
            for (var column = 0; column < bases.size(); column++) {
                var count = counts.get(row).get(column);
                require(
                        count >= 0 && count <= bases.get(column) && count <= totals.get(row),
                        "counts from 0 to their base and total");
            }
        }
        require(
                Stream.of(bases, totals).flatMap(List::stream).allMatch(margin -> margin >= 0 && margin <= respondents),
                "bases and totals from 0 to the respondents");
        if (rows == Rows.SINGLE) {
            require(sum(totals) == respondents, "totals of a single choice that make the respondents");
            for (var column = 0; column < bases.size(); column++) {
                require(
                        sum(column(counts, column)) == bases.get(column),
                        "counts of a single choice that make their base");
            }
        }
        if (columns == Columns.PARTITION) {
            var rest = respondents - sum(bases);
            require(rest >= 0, "no more in the columns than respondents");
            for (var row = 0; row < counts.size(); row++) {
                var uncounted = totals.get(row) - sum(counts.get(row));
                require(
                        uncounted >= 0 && uncounted <= rest,
                        "totals that hold their row and no more than the respondents outside the columns besides");
            }
        }
    }

    /// A question's distribution: a table of one column that contains all respondents.
    public static CountTable fromDistribution(List<Integer> counts, int base, Rows rows) {
        return new CountTable(
                counts.stream().map(List::of).toList(),
                List.of(base),
                counts,
                base,
                rows,
                Columns.PARTITION);
    }

    /// The table with a further column for the respondents who are in none, if there are any.
    CountTable completed() {
        var rest = columns == Columns.PARTITION ? respondents - sum(bases) : 0;
        if (rest == 0) {
            return this;
        }
        var completed = IntStream.range(0, counts.size())
                .mapToObj(row -> with(counts.get(row), totals.get(row) - sum(counts.get(row))))
                .toList();
        return new CountTable(completed, with(bases, rest), totals, respondents, rows, columns);
    }

    int[] row(int row) {
        return counts.get(row).stream().mapToInt(Integer::intValue).toArray();
    }

    int[] column(int column) {
        return column(counts, column).stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Integer> column(List<List<Integer>> counts, int column) {
        return counts.stream().map(row -> row.get(column)).toList();
    }

    private static List<Integer> with(List<Integer> counts, int further) {
        return Stream.concat(counts.stream(), Stream.of(further)).toList();
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("A table needs " + what);
        }
    }
}
