package io.github.certpulse.numbers.suppression;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.certpulse.numbers.suppression.CountTable.Columns;
import io.github.certpulse.numbers.suppression.CountTable.Rows;
import io.github.certpulse.testing.Fast;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Below 5 is small. Tables are written row by row, what is hidden as x.
@Fast
class SuppressionTest {

    /// Its row and column need a second hidden cell each, and the two where they meet: 20 + 50 + 40, where with the
    /// last row it were 20 + 70 + 25.
    @Test
    void hidesWithASmallCellTheCheapestThreeThatLeaveItOpen() {
        assertThat(shown(singleByLevel("3 20 30 | 40 50 60 | 25 70 80")))
                .isEqualTo("x x 30 | x x 60 | 25 70 80; bases 68 140 170; totals 53 150 175; 378");
    }

    @Test
    void usesForASmallCellWhatIsHiddenAnyway() {
        assertThat(shown(singleByLevel("3 4 50 | 2 9 60")))
                .isEqualTo("x x 50 | x x 60; bases 5 13 110; totals 57 71; 128");
        assertThat(shown(singleByLevel("3 4 50 | 2 1 60")))
                .isEqualTo("x x 50 | x x 60; bases 5 5 110; totals 57 63; 120");
    }

    /// Two cells in each line hide the four 3s already; had they been 1s, the rows' rests of 2 would give them away.
    @Test
    void hidesAThirdCellWhereTwoHiddenOnesMakeTwo() {
        assertThat(shown(singleByLevel("3 3 40 | 3 3 60 | 30 20 10")))
                .isEqualTo("x x 40 | x x 60 | 30 20 10; bases 36 26 110; totals 46 66 60; 172");
        assertThat(shown(singleByLevel("1 1 40 | 1 1 60 | 30 20 10")))
                .isEqualTo("x x x | x x x | x x x; bases 32 22 110; totals 42 62 60; 164");
    }

    /// Zeros are shown, so they hide nothing: the way from the small cell leads round them.
    @Test
    void takesNoZeroForAComplement() {
        assertThat(shown(singleByLevel("3 0 30 | 0 20 25 | 50 60 70")))
                .isEqualTo("x 0 x | 0 20 25 | x 60 x; bases 53 80 125; totals 33 45 180; 258");
        assertThat(shown(singleByLevel("3 30 0 | 40 0 50 | 0 60 70")))
                .isEqualTo("x x 0 | x 0 x | 0 x x; bases 43 90 120; totals 33 90 130; 253");
    }

    /// A base of 3 needs another base beside the respondents, and that one's column must be open as well.
    @Test
    void hidesASmallBaseWithTheCheapestOther() {
        assertThat(shown(singleByLevel("2 30 40 | 1 20 25")))
                .isEqualTo("x x 40 | x x 25; bases x x 65; totals 72 46; 118");
    }

    /// 4 respondents chose the first row; the distribution hides the 60 of the smallest other one with it.
    @Test
    void hidesARowTotalThatIsSmallAndTheOneThatTheDistributionHides() {
        assertThat(shown(singleByLevel("4 0 | 30 30 | 50 40")))
                .isEqualTo("x 0 | x 30 | 50 40; bases 84 70; totals x x 90; 154");
    }

    @Test
    void hidesEverythingThatTellsOfAHandfulOfRespondents() {
        assertThat(shown(singleByLevel("3 0 | 0 0"))).isEqualTo("x 0 | 0 0; bases x 0; totals x 0; x");
        assertThat(shown(singleByLevel("1 1 | 0 1"))).isEqualTo("x x | 0 x; bases x x; totals x x; x");
    }

    /// The first row's total says that two who chose it are in no column.
    @Test
    void keepsAFewRespondentsInNoColumnFromBeingComputed() {
        var table = new CountTable(
                counts("10 20 | 30 40 | 50 60"),
                List.of(90, 120),
                List.of(32, 78, 116),
                226,
                Rows.SINGLE,
                Columns.PARTITION);
        assertThat(shown(table)).isEqualTo("x 20 | x 40 | 50 60; bases 90 120; totals 32 78 116; 210");
        assertThat(shown(singleByLevel("10 20 | 30 40 | 50 60")))
                .isEqualTo("10 20 | 30 40 | 50 60; bases 90 120; totals 30 70 110; 210");
    }

    /// Those in no column are nowhere shown: of the three that the small cell needs, two cost nothing.
    @Test
    void hidesASmallCellBehindRespondentsInNoColumnFirst() {
        var table = new CountTable(
                counts("3 20 | 40 50"),
                List.of(43, 70),
                List.of(53, 150),
                203,
                Rows.SINGLE,
                Columns.PARTITION);
        assertThat(shown(table)).isEqualTo("x 20 | x 50; bases 43 70; totals 53 150; 113");
        assertThat(shown(singleByLevel("3 20 | 40 50"))).isEqualTo("x x | x x; bases 43 70; totals 23 90; 113");
    }

    /// 96 of 100 chose the first option, so 4 did not.
    @Test
    void hidesWhatNearlyAllChose() {
        assertThat(
                shown(
                        new CountTable(
                                counts("46 50 | 20 30"),
                                List.of(50, 50),
                                List.of(96, 50),
                                100,
                                Rows.MULTIPLE,
                                Columns.PARTITION)))
                .isEqualTo("x 50 | 20 30; bases 50 50; totals x 50; 100");
        assertThat(
                shown(
                        new CountTable(
                                counts("50 50 | 46 50"),
                                List.of(96, 100),
                                List.of(50, 50),
                                100,
                                Rows.SINGLE,
                                Columns.OVERLAPPING)))
                .isEqualTo("50 50 | x 50; bases x 100; totals 50 50; 100");
    }

    @Test
    void protectsEachOptionOfAMultipleChoiceByItself() {
        assertThat(
                shown(
                        new CountTable(
                                counts("3 20 40 | 30 31 32"),
                                List.of(50, 60, 70),
                                List.of(63, 93),
                                180,
                                Rows.MULTIPLE,
                                Columns.PARTITION)))
                .isEqualTo("x x 40 | 30 31 32; bases 50 60 70; totals 63 93; 180");
    }

    /// 48 of 50 is as telling as 2 of 50.
    @Test
    void hidesWhatNearlyAllOfAColumnChose() {
        assertThat(
                shown(
                        new CountTable(
                                counts("48 20 40 | 50 31 32"),
                                List.of(50, 60, 70),
                                List.of(108, 113),
                                180,
                                Rows.MULTIPLE,
                                Columns.PARTITION)))
                .isEqualTo("x x 40 | 50 31 32; bases 50 60 70; totals 108 113; 180");
    }

    @Test
    void hidesTheCountsOfAMultipleChoiceWithTheirBase() {
        assertThat(
                shown(
                        new CountTable(
                                counts("3 10 40 | 0 11 32"),
                                List.of(4, 20, 70),
                                List.of(53, 43),
                                94,
                                Rows.MULTIPLE,
                                Columns.PARTITION)))
                .isEqualTo("x x 40 | 0 x x; bases x x 70; totals 53 43; 94");
    }

    @Test
    void protectsEachOverlappingColumnByItself() {
        assertThat(
                shown(
                        new CountTable(
                                counts("3 20 | 10 20 | 40 20"),
                                List.of(53, 60),
                                List.of(30, 31, 70),
                                131,
                                Rows.SINGLE,
                                Columns.OVERLAPPING)))
                .isEqualTo("x 20 | x 20 | 40 20; bases 53 60; totals 30 31 70; 131");
    }

    /// Of 22 who chose the first row, 2 are not in the second column.
    @Test
    void hidesInAnOverlappingColumnWhatNearlyAllOfARowAreIn() {
        assertThat(
                shown(
                        new CountTable(
                                counts("10 20 | 10 15 | 40 30"),
                                List.of(60, 65),
                                List.of(22, 31, 70),
                                123,
                                Rows.SINGLE,
                                Columns.OVERLAPPING)))
                .isEqualTo("10 x | 10 x | 40 30; bases 60 65; totals 22 31 70; 123");
    }

    /// Of 100, 30 chose the row and 68 the column: with 0 in both, 2 are in neither.
    @Test
    void hidesWithTwoMultipleChoicesAlsoWhoChoseNeither() {
        assertThat(
                shown(
                        new CountTable(
                                counts("0 20 | 40 10"),
                                List.of(68, 50),
                                List.of(30, 50),
                                100,
                                Rows.MULTIPLE,
                                Columns.OVERLAPPING)))
                .isEqualTo("x 20 | 40 10; bases 68 50; totals 30 50; 100");
    }

    @ParameterizedTest
    @CsvSource({
            // The cheapest other option closes the sum.
            "3 30 9 12, x 30 x 12; 54",
            "3 0 30, x 0 x; 33",
            "3 4 30, x x 30; 37",
            // 1 and 1 are the only way to make 2.
            "1 1 30 20, x x 30 x; 52",
            "3 0 0, x 0 0; x",
            "5 6 7, 5 6 7; 18",
            "0 0, 0 0; 0",
    })
    void protectsADistributionOfASingleChoice(String counts, String expected) {
        var options = numbers(counts);
        assertThat(
                distribution(
                        CountTable.ofDistribution(
                                options,
                                options.stream().mapToInt(Integer::intValue).sum(),
                                Rows.SINGLE)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"3 48 20 50 0 45 46, x x 20 50 0 45 x; 50", "1 0 4, x 0 x; 50"})
    void protectsADistributionOfAMultipleChoiceOptionByOption(String counts, String expected) {
        assertThat(distribution(CountTable.ofDistribution(numbers(counts), 50, Rows.MULTIPLE))).isEqualTo(expected);
    }

    @Test
    void takesTheSmallestCountThatMayBeShownFromTheCaller() {
        var table = singleByLevel("3 20 30 | 40 50 60 | 25 70 80");
        var all = "3 20 30 | 40 50 60 | 25 70 80; bases 68 140 170; totals 53 150 175; 378";
        assertThat(shown(table, Suppression.compute(table, 4))).isNotEqualTo(all);
        assertThat(shown(table, Suppression.compute(table, 3))).isEqualTo(all);
        assertThatIllegalArgumentException().isThrownBy(() -> Suppression.compute(table, 0))
                .withMessageContaining("minCell");
    }

    @Test
    void refusesATableWhoseSumsDoNotHold() {
        refuses("make their base", List.of(70, 141, 170), List.of(53, 150, 175), 378, Rows.SINGLE, Columns.PARTITION);
        refuses(
                "totals of a single choice",
                List.of(68, 140, 170),
                List.of(53, 150, 176),
                378,
                Rows.SINGLE,
                Columns.PARTITION);
        refuses(
                "outside the columns",
                List.of(68, 140, 170),
                List.of(54, 150, 175),
                378,
                Rows.MULTIPLE,
                Columns.PARTITION);
        refuses(
                "more in the columns",
                List.of(68, 140, 170),
                List.of(53, 150, 175),
                377,
                Rows.MULTIPLE,
                Columns.PARTITION);
        refuses(
                "to their base and total",
                List.of(68, 140, 79),
                List.of(53, 150, 175),
                378,
                Rows.MULTIPLE,
                Columns.OVERLAPPING);
        refuses(
                "a total for each row",
                List.of(68, 140, 170),
                List.of(53, 150),
                378,
                Rows.MULTIPLE,
                Columns.OVERLAPPING);
    }

    private static void refuses(
            String why,
            List<Integer> bases,
            List<Integer> totals,
            int respondents,
            Rows rows,
            Columns columns) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new CountTable(
                                counts("3 20 30 | 40 50 60 | 25 70 80"),
                                bases,
                                totals,
                                respondents,
                                rows,
                                columns))
                .withMessageContaining(why);
    }

    private static CountTable singleByLevel(String table) {
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

    private static List<List<Integer>> counts(String table) {
        return Stream.of(table.split("\\|")).map(SuppressionTest::numbers).toList();
    }

    private static List<Integer> numbers(String numbers) {
        return Arrays.stream(numbers.strip().split(" ")).map(Integer::valueOf).toList();
    }

    private static String shown(CountTable table) {
        return shown(table, Suppression.compute(table, 5));
    }

    private static String shown(CountTable table, Suppression hidden) {
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

    private static String distribution(CountTable table) {
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
