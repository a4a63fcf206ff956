package io.github.certpulse.numbers.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.suppression.CountTable.Columns;
import io.github.certpulse.numbers.suppression.CountTable.Rows;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Random tables against an attacker who solves their sums.
@Tag("faults")
class SuppressionAttackTest {
    private static final int TABLES = 3_000;

    @ParameterizedTest
    @CsvSource({"SINGLE, PARTITION", "MULTIPLE, PARTITION", "SINGLE, OVERLAPPING", "MULTIPLE, OVERLAPPING"})
    void letsNobodyComputeAHiddenOrASmallCount(Rows rows, Columns columns) {
        var random = new Random(20190404);
        var attacked = 0;
        for (var round = 0; round < TABLES; round++) {
            var minCell = random.nextInt(2, 7);
            var table = RandomTables.any(random, rows, columns);
            var suppression = Suppression.compute(table, minCell);
            var attacker = new Attacker(table, suppression);
            var mustStay = attacker.hidden();
            mustStay.addAll(attacker.small(minCell));
            assertThat(mustStay).as("shown of %s below %d by %s", table, minCell, suppression)
                    .noneMatch(attacker.published()::contains);
            assertThat(mustStay).as("computed of %s below %d from %s", table, minCell, suppression)
                    .noneMatch(attacker.computes()::contains);
            attacked += mustStay.isEmpty() ? 0 : 1;
        }
        assertThat(attacked).isGreaterThan(TABLES / 3);
    }

    @Test
    void leavesMoreThanOnePossibilityToWhoKnowsThatHiddenCountsArePositive() {
        var random = new Random(17);
        var attacked = 0;
        for (var round = 0; round < 5_000; round++) {
            var table = RandomTables.counted(
                    random,
                    random.nextInt(1, 4),
                    random.nextInt(1, 4),
                    6,
                    0.5,
                    Rows.SINGLE,
                    Columns.PARTITION,
                    false);
            var suppression = Suppression.compute(table, random.nextInt(2, 4));
            var attacker = new Attacker(table, suppression);
            assertThat(attacker.guesses()).as("guessed of %s from %s", table, suppression).isEmpty();
            attacked += attacker.hidden().isEmpty() || attacker.hidden().size() > Attacker.MAX_GUESSED ? 0 : 1;
        }
        assertThat(attacked).isGreaterThan(500);
    }

    @ParameterizedTest
    @CsvSource({"SINGLE, PARTITION", "MULTIPLE, PARTITION", "SINGLE, OVERLAPPING", "MULTIPLE, OVERLAPPING"})
    void hidesNothingWhereNothingIsSmall(Rows rows, Columns columns) {
        var random = new Random(3);
        var untouched = 0;
        for (var round = 0; round < TABLES; round++) {
            var table = RandomTables.any(random, rows, columns);
            assertHidesNothing(table, 1);
            var minCell = random.nextInt(2, 7);
            if (new Attacker(table, Suppression.compute(table, 1)).small(minCell).isEmpty()) {
                assertHidesNothing(table, minCell);
                untouched++;
            }
        }
        assertThat(untouched).isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({"PARTITION", "OVERLAPPING"})
    void showsEveryZeroOfASingleChoice(Columns columns) {
        var random = new Random(5);
        for (var round = 0; round < TABLES; round++) {
            var table = RandomTables.any(random, Rows.SINGLE, columns);
            var attacker = new Attacker(table, Suppression.compute(table, 5));
            assertThat(attacker.hidden()).noneMatch(name -> attacker.valueOf(name) == 0);
        }
    }

    private static void assertHidesNothing(CountTable table, int minCell) {
        assertThat(new Attacker(table, Suppression.compute(table, minCell)).hidden())
                .as("hidden of %s below %d", table, minCell)
                .isEmpty();
    }

    /// Tables as respondents make them, one after the other, so that every sum that holds in life holds in them.
    private static final class RandomTables {
        static CountTable any(Random random, Rows rows, Columns columns) {
            var most = List.of(0, 2, 5, 15, 40, 150).get(random.nextInt(6));
            return counted(
                    random,
                    random.nextInt(1, 6),
                    random.nextInt(1, 7),
                    most,
                    random.nextDouble(),
                    rows,
                    columns,
                    random.nextInt(3) == 0);
        }

        /// @param most     respondents on the average cell
        /// @param evenness 0: nearly all in few cells, 1: alike
        static CountTable counted(
                Random random,
                int rows,
                int columns,
                int most,
                double evenness,
                Rows rowKind,
                Columns columnKind,
                boolean someInNoColumn) {
            var respondents = most == 0 ? 0 : random.nextInt(most * Math.max(rows, columns) + 1);
            var counts = new int[rows][columns];
            var bases = new int[columns];
            var totals = new int[rows];
            for (var respondent = 0; respondent < respondents; respondent++) {
                var chosenRows = chosen(random, rows, evenness, rowKind == Rows.MULTIPLE);
                var chosenColumns =
                        someInNoColumn && columnKind == Columns.PARTITION && random.nextInt(8) == 0 ? new int[0]
                                : chosen(random, columns, evenness, columnKind == Columns.OVERLAPPING);
                IntStream.of(chosenRows).forEach(row -> totals[row]++);
                IntStream.of(chosenColumns).forEach(column -> bases[column]++);
                IntStream.of(chosenRows)
                        .forEach(row -> IntStream.of(chosenColumns).forEach(column -> counts[row][column]++));
            }
            return new CountTable(
                    Stream.of(counts).map(RandomTables::list).toList(),
                    list(bases),
                    list(totals),
                    respondents,
                    rowKind,
                    columnKind);
        }

        private static int[] chosen(Random random, int options, double evenness, boolean several) {
            var share = random.nextDouble();
            var chosen = several ? IntStream.range(0, options).filter(_ -> random.nextDouble() < share).toArray()
                    : new int[0];
            return chosen.length > 0 ? chosen
                    : new int[]{(int) (options * Math.pow(random.nextDouble(), 1 + 4 * (1 - evenness)))};
        }

        private static List<Integer> list(int[] counts) {
            return IntStream.of(counts).boxed().toList();
        }
    }
}
