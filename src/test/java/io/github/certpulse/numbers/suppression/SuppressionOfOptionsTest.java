package io.github.certpulse.numbers.suppression;

import static io.github.certpulse.numbers.suppression.WrittenTable.counts;
import static io.github.certpulse.numbers.suppression.WrittenTable.distribution;
import static io.github.certpulse.numbers.suppression.WrittenTable.numbers;
import static io.github.certpulse.numbers.suppression.WrittenTable.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.suppression.CountTable.Columns;
import io.github.certpulse.numbers.suppression.CountTable.Rows;
import io.github.certpulse.testing.Fast;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is hidden in distributions, and in crosstabs with a multiple choice, see [WrittenTable].
@Fast
class SuppressionOfOptionsTest {

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
    void hidesInAnOverlappingColumnACountOfNearlyAllOfARow() {
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
    void hidesWhoChoseNeitherOfTwoMultipleChoices() {
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
                        CountTable.fromDistribution(
                                options,
                                options.stream().mapToInt(Integer::intValue).sum(),
                                Rows.SINGLE)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"3 48 20 50 0 45 46, x x 20 50 0 45 x; 50", "1 0 4, x 0 x; 50"})
    void protectsADistributionOfAMultipleChoiceOptionByOption(String counts, String expected) {
        assertThat(distribution(CountTable.fromDistribution(numbers(counts), 50, Rows.MULTIPLE))).isEqualTo(expected);
    }
}
