package io.github.certpulse.numbers.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.ChiSquareTest;

/// Pearson's chi-square test of independence (Pearson 1900), without a continuity correction: do the rows of a table of
/// counts depend on its columns?
///
/// @param statistic         X², four decimals; null where there is no test
/// @param degreesOfFreedom  (rows - 1) × (columns - 1), without rows and columns that are entirely zero; null where
///                          there is no test
/// @param p                 of an X² at least as large if rows and columns were independent, six decimals; null where
///                          there is no test
/// @param valid             whether p may be relied on
/// @param note              why not; null where valid
/// @param expectedBelowFive how many expected counts are below 5, where that is why p may not be relied on; null
///                          otherwise
@Serdeable
public record ChiSquare(
        @Nullable BigDecimal statistic,
        @Nullable Integer degreesOfFreedom,
        @Nullable BigDecimal p,
        boolean valid,
        @Nullable Note note,
        @Nullable Integer expectedBelowFive) {

    private static final int STATISTIC_DECIMALS = 4;
    private static final int P_DECIMALS = 6;
    private static final int USUAL_EXPECTED = 5;

    /// Why there is no test, or none to rely on.
    @Serdeable
    public enum Note {
        /// Cochran's rule is broken; statistic and p are there nevertheless.
        @JsonProperty("expected-counts-too-small")
        EXPECTED_COUNTS_TOO_SMALL,
        /// Fewer than two rows or columns have any count, so there is nothing to compare.
        @JsonProperty("too-few-rows-or-columns")
        TOO_FEW_ROWS_OR_COLUMNS,
        /// The columns are options of a multiple choice: a respondent counts in several, but the test needs each in
        /// one.
        @JsonProperty("multiple-choice")
        MULTIPLE_CHOICE
    }

    /// The test of a table in which every respondent counts in exactly one cell. Valid by Cochran's rule – no expected
    /// count below 1, at most 20 % of them below 5 – from W. G. Cochran, "Some methods for strengthening the common χ²
    /// tests", Biometrics 10 (1954), 417–451.
    ///
    /// @param counts row by row, none negative
    static ChiSquare test(List<List<Integer>> counts) {
        var table = withoutEmptyLines(counts);
        if (table.length < 2 || table[0].length < 2) {
            return without(Note.TOO_FEW_ROWS_OR_COLUMNS);
        }
        var result = ChiSquareTest.withDefaults().test(table);
        var degreesOfFreedom = (table.length - 1) * (table[0].length - 1);
        var statistic = rounded(result.getStatistic(), STATISTIC_DECIMALS);
        var p = rounded(result.getPValue(), P_DECIMALS);
        var expected = Expected.from(table);
        return expected.suffice()
                ? new ChiSquare(statistic, degreesOfFreedom, p, true, null, null)
                : new ChiSquare(
                        statistic,
                        degreesOfFreedom,
                        p,
                        false,
                        Note.EXPECTED_COUNTS_TOO_SMALL,
                        expected.belowFive);
    }

    /// The tests of a multiple choice, whose options overlap: one test for each option, chosen or not chosen, by
    /// columns. The p values are not corrected for the number of tests.
    ///
    /// @param counts option by option: who chose it in each column
    /// @param bases  who counts in each column, at least its largest count
    static List<ChiSquare> ofOptions(List<List<Integer>> counts, List<Integer> bases) {
        return counts.stream()
                .map(
                        chosen -> test(
                                List.of(
                                        chosen,
                                        IntStream.range(0, bases.size())
                                                .mapToObj(column -> bases.get(column) - chosen.get(column))
                                                .toList())))
                .toList();
    }

    /// The result where the columns are options of a multiple choice: no test.
    static ChiSquare ofOverlappingColumns() {
        return without(Note.MULTIPLE_CHOICE);
    }

    private static ChiSquare without(Note note) {
        return new ChiSquare(null, null, null, false, note, null);
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }

    private static long[][] withoutEmptyLines(List<List<Integer>> counts) {
        var rows = counts.stream().filter(row -> row.stream().anyMatch(count -> count > 0)).toList();
        if (rows.isEmpty()) {
            return new long[0][0];
        }
        var columns = IntStream.range(0, rows.getFirst().size())
                .filter(column -> rows.stream().anyMatch(row -> row.get(column) > 0))
                .toArray();
        return rows.stream().map(row -> Arrays.stream(columns).mapToLong(row::get).toArray()).toArray(long[][]::new);
    }

    /// The expected counts under independence, row total × column total / all; compared without division, so that 5 is
    /// not rounded.
    private record Expected(int cells, int belowOne, int belowFive) {
        static Expected from(long[][] table) {
            var all = Stream.of(table).flatMapToLong(LongStream::of).sum();
            var rows = Stream.of(table).mapToLong(row -> LongStream.of(row).sum()).toArray();
            var columns = IntStream.range(0, table[0].length)
                    .mapToLong(column -> Stream.of(table).mapToLong(row -> row[column]).sum())
                    .toArray();
            return new Expected(
                    rows.length * columns.length,
                    below(1, rows, columns, all),
                    below(USUAL_EXPECTED, rows, columns, all));
        }

        private static int below(int limit, long[] rows, long[] columns, long all) {
            return (int) LongStream.of(rows)
                    .flatMap(row -> LongStream.of(columns).map(column -> row * column))
                    .filter(product -> product < limit * all)
                    .count();
        }

        boolean suffice() {
            return belowOne == 0 && belowFive * 5 <= cells;
        }
    }
}
