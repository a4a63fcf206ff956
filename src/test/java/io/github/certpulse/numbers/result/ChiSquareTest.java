package io.github.certpulse.numbers.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.certpulse.numbers.result.ChiSquare.Note;
import io.github.certpulse.testing.Fast;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Fast
class ChiSquareTest {

    /// - Fisher, Statistical Methods for Research Workers (1925), § 21: convictions of criminals' twins, one-egg and
    ///   two-egg (χ² 13.032).
    /// - Snee, "Graphical display of two-way contingency tables", The American Statistician 28 (1974): hair by eyes of
    ///   592 students (χ² 138.29).
    /// - Agresti, An Introduction to Categorical Data Analysis (2nd ed. 2007), table 2.5: gender by party (X² 30.1), to
    ///   more places in R's `?chisq.test`.
    /// - Dawson, "The 'unusual episode' data revisited", Journal of Statistics Education 3 (1995): the Titanic's
    ///   classes by survival (χ² 190.40).
    /// - SciPy's reference of `chi2_contingency`: X² 2.7777…, p 0.2493522….
    @ParameterizedTest
    @CsvSource({
            "10 3 | 2 15, 13.0317, 1, 0.000306",
            "68 20 15 5 | 119 84 54 29 | 26 17 14 14 | 7 94 10 16, 138.2898, 9, 0.000000",
            "762 327 468 | 484 239 477, 30.0701, 2, 0.000000",
            "203 122 | 118 167 | 178 528 | 212 673, 190.4011, 3, 0.000000",
            "10 10 20 | 20 20 20, 2.7778, 2, 0.249352",
    })
    void agreesWithPublishedExamples(String table, BigDecimal statistic, int degreesOfFreedom, BigDecimal p) {
        assertThat(ChiSquare.test(counts(table)))
                .isEqualTo(new ChiSquare(statistic, degreesOfFreedom, p, true, null, null));
    }

    @Test
    void findsNothingWhereColumnsDoNotDiffer() {
        assertThat(ChiSquare.test(counts("10 20 30 | 20 40 60")))
                .isEqualTo(new ChiSquare(new BigDecimal("0.0000"), 2, new BigDecimal("1.000000"), true, null, null));
    }

    @Test
    void agreesWithTheDefinitionOnRandomTables() {
        var random = new Random(20190415);
        for (var round = 0; round < 2_000; round++) {
            var table = randomTable(random, 2 + random.nextInt(5), 2 + random.nextInt(7), random.nextInt(1, 40));
            var found = ChiSquare.test(table);
            var naive = Naive.of(table);
            assertThat(found.statistic().doubleValue()).as("X² of %s", table)
                    .isCloseTo(naive.statistic, within(0.000051));
            assertThat(found.p().doubleValue()).as("p of %s", table).isCloseTo(naive.p, within(0.00000051));
            assertThat(found.degreesOfFreedom()).isEqualTo(naive.degreesOfFreedom);
            assertThat(found.valid()).as("validity of %s", table).isEqualTo(naive.valid);
            assertThat(found.expectedBelowFive()).isEqualTo(naive.valid ? null : naive.belowFive);
        }
    }

    @Test
    void leavesOutRowsAndColumnsThatNobodyChose() {
        assertThat(ChiSquare.test(counts("10 0 10 20 | 0 0 0 0 | 20 0 20 20")))
                .isEqualTo(ChiSquare.test(counts("10 10 20 | 20 20 20")));
    }

    @ParameterizedTest
    @CsvSource({"'0 0 | 0 0'", "'3 4 5'", "'3 | 4'", "'3 0 4 | 0 0 0'", "'3 0 | 4 0'", "''"})
    void hasNoTestWithFewerThanTwoRowsOrColumns(String table) {
        assertThat(ChiSquare.test(counts(table)))
                .isEqualTo(new ChiSquare(null, null, null, false, Note.TOO_FEW_ROWS_OR_COLUMNS, null));
    }

    @ParameterizedTest
    @CsvSource({
            // Ten cells, expected 2 in both rows of the first column: exactly 20 %.
            "2 10 10 10 10 | 2 10 10 10 10, true, ",
            // One column more that expects 4.5: 4 of 12.
            "2 10 10 10 10 4 | 2 10 10 10 10 5, false, 4",
            // Eight cells, two below 5: 25 %.
            "2 10 10 10 | 2 10 10 10, false, 2",
            // A tenth of all is in the first column: a row of 50 expects 5, which is not below 5, and next a row of 49
            // expects 4.9.
            "5 45 | 5 45, true, ",
            "5 44 | 5 46, false, 1",
    })
    void isValidWithUpToAFifthOfExpectedCountsBelowFive(String table, boolean valid, Integer below) {
        var result = ChiSquare.test(counts(table));
        assertThat(result.valid()).isEqualTo(valid);
        assertThat(result.expectedBelowFive()).isEqualTo(below);
        assertThat(result.note()).isEqualTo(valid ? null : Note.EXPECTED_COUNTS_TOO_SMALL);
        assertThat(result.statistic()).isNotNull();
        assertThat(result.p()).isNotNull();
    }

    @Test
    void isInvalidWithAnExpectedCountBelowOne() {
        // The first column expects 1 and 1 of 20 cells …
        assertThat(ChiSquare.test(counts("1 11 11 11 11 11 11 11 11 11 | 1 11 11 11 11 11 11 11 11 11")).valid())
                .isTrue();
        // … and now 0.5 and 0.5: a tenth below 5, and both below 1.
        assertThat(ChiSquare.test(counts("0 11 11 11 11 11 11 11 11 11 | 1 10 11 11 11 11 11 11 11 11")))
                .extracting(ChiSquare::valid, ChiSquare::note, ChiSquare::expectedBelowFive)
                .containsExactly(false, Note.EXPECTED_COUNTS_TOO_SMALL, 2);
    }

    @Test
    void testsEachOptionOfAMultipleChoiceAgainstNotChoosingIt() {
        assertThat(ChiSquare.ofOptions(counts("10 10 20 | 30 30 40 | 0 0 0 | 25 15 10"), List.of(30, 30, 40)))
                .containsExactly(
                        ChiSquare.test(counts("10 10 20 | 20 20 20")),
                        new ChiSquare(null, null, null, false, Note.TOO_FEW_ROWS_OR_COLUMNS, null),
                        new ChiSquare(null, null, null, false, Note.TOO_FEW_ROWS_OR_COLUMNS, null),
                        ChiSquare.test(counts("25 15 10 | 5 15 30")));
    }

    @Test
    void writesOnlyPresentValuesToJson() throws IOException {
        assertThat(json(ChiSquare.test(counts("10 10 20 | 20 20 20"))))
                .isEqualTo("{\"statistic\":2.7778,\"degreesOfFreedom\":2,\"p\":0.249352,\"valid\":true}");
        assertThat(json(ChiSquare.test(counts("1 2 | 2 1"))))
                .isEqualTo(
                        "{\"statistic\":0.6667,\"degreesOfFreedom\":1,\"p\":0.414216,\"valid\":false,"
                                + "\"note\":\"expected-counts-too-small\",\"expectedBelowFive\":4}");
        assertThat(json(ChiSquare.test(List.of()))).isEqualTo("{\"valid\":false,\"note\":\"too-few-rows-or-columns\"}");
        assertThat(json(ChiSquare.ofOverlappingColumns())).isEqualTo("{\"valid\":false,\"note\":\"multiple-choice\"}");
    }

    private static String json(ChiSquare result) throws IOException {
        return ObjectMapper.getDefault().writeValueAsString(result);
    }

    private static List<List<Integer>> counts(String table) {
        return Stream.of(table.split("\\|"))
                .map(String::strip)
                .filter(row -> !row.isEmpty())
                .map(row -> Arrays.stream(row.split(" ")).map(Integer::valueOf).toList())
                .toList();
    }

    /// Every row and column has a count.
    private static List<List<Integer>> randomTable(Random random, int rows, int columns, int most) {
        return IntStream.range(0, rows)
                .mapToObj(
                        row -> IntStream.range(0, columns)
                                .mapToObj(column -> random.nextInt(most + 1) + (row % columns == column % rows ? 1 : 0))
                                .toList())
                .toList();
    }

    /// Computed by the definitions in binary floating point; p by the power series of the incomplete gamma function
    /// (Abramowitz & Stegun 6.5.29), a method that the library does not use.
    private record Naive(double statistic, int degreesOfFreedom, double p, boolean valid, int belowFive) {
        static Naive of(List<List<Integer>> table) {
            double all = table.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
            var statistic = 0.0;
            var cells = 0;
            var belowFive = 0;
            var belowOne = 0;
            for (var row : table) {
                for (var column = 0; column < row.size(); column++) {
                    var at = column;
                    var expected = row.stream().mapToInt(Integer::intValue).sum()
                            * table.stream().mapToInt(line -> line.get(at)).sum()
                            / all;
                    statistic += Math.pow(row.get(column) - expected, 2) / expected;
                    cells++;
                    belowFive += expected < 5 - 1e-9 ? 1 : 0;
                    belowOne += expected < 1 - 1e-9 ? 1 : 0;
                }
            }
            var degreesOfFreedom = (table.size() - 1) * (table.getFirst().size() - 1);
            return new Naive(
                    statistic,
                    degreesOfFreedom,
                    1 - lowerTail(degreesOfFreedom / 2.0, statistic / 2),
                    belowOne == 0 && belowFive <= 0.2 * cells + 1e-9,
                    belowFive);
        }

        private static double lowerTail(double shape, double x) {
            var term = Math.exp(-x + shape * Math.log(x) - logGamma(shape + 1));
            var sum = term;
            for (var n = 1; term > sum * 1e-17 && x > 0; n++) {
                term *= x / (shape + n);
                sum += term;
            }
            return x == 0 ? 0 : sum;
        }

        /// Of a whole or half number.
        private static double logGamma(double shape) {
            var sum = shape == Math.rint(shape) ? 0 : Math.log(Math.PI) / 2;
            for (var factor = shape - 1; factor > 0; factor--) {
                sum += Math.log(factor);
            }
            return sum;
        }
    }
}
