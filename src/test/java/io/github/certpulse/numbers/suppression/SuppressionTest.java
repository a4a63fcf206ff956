package io.github.certpulse.numbers.suppression;

import static io.github.certpulse.numbers.suppression.WrittenTable.counts;
import static io.github.certpulse.numbers.suppression.WrittenTable.shown;
import static io.github.certpulse.numbers.suppression.WrittenTable.singleByLevel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.certpulse.numbers.suppression.CountTable.Columns;
import io.github.certpulse.numbers.suppression.CountTable.Rows;
import io.github.certpulse.testing.Fast;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is hidden in crosstabs of a single choice by a partition, see [WrittenTable].
@Fast
class SuppressionTest {

    /// Its row and column need a second hidden cell each, and the two where they meet: 20 + 50 + 40, where with the
    /// last row it were 20 + 70 + 25.
    @Test
    void hidesASmallCellWithTheCheapestThreeOthers() {
        assertThat(shown(singleByLevel("3 20 30 | 40 50 60 | 25 70 80")))
                .isEqualTo("x x 30 | x x 60 | 25 70 80; bases 68 140 170; totals 53 150 175; 378");
    }

    @Test
    void protectsASmallCellByCellsThatAreHiddenAnyway() {
        assertThat(shown(singleByLevel("3 4 50 | 2 9 60")))
                .isEqualTo("x x 50 | x x 60; bases 5 13 110; totals 57 71; 128");
        assertThat(shown(singleByLevel("3 4 50 | 2 1 60")))
                .isEqualTo("x x 50 | x x 60; bases 5 5 110; totals 57 63; 120");
    }

    /// Two cells in each line hide the four 3s already; if they were 1s, the rows' remainders of 2 would reveal them.
    @Test
    void hidesAThirdCellWhereTwoHiddenOnesMakeTwo() {
        assertThat(shown(singleByLevel("3 3 40 | 3 3 60 | 30 20 10")))
                .isEqualTo("x x 40 | x x 60 | 30 20 10; bases 36 26 110; totals 46 66 60; 172");
        assertThat(shown(singleByLevel("1 1 40 | 1 1 60 | 30 20 10")))
                .isEqualTo("x x x | x x x | x x x; bases 32 22 110; totals 42 62 60; 164");
    }

    /// Zeros are shown, so they hide nothing: the way from the small cell leads round them.
    @Test
    void usesNoZeroAsAComplement() {
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
    void hidesASmallRowTotalAndTheOneThatTheDistributionHides() {
        assertThat(shown(singleByLevel("4 0 | 30 30 | 50 40")))
                .isEqualTo("x 0 | x 30 | 50 40; bases 84 70; totals x x 90; 154");
    }

    @Test
    void hidesEverythingAboutAFewRespondents() {
        assertThat(shown(singleByLevel("3 0 | 0 0"))).isEqualTo("x 0 | 0 0; bases x 0; totals x 0; x");
        assertThat(shown(singleByLevel("1 1 | 0 1"))).isEqualTo("x x | 0 x; bases x x; totals x x; x");
    }

    /// The first row's total says that two who chose it are in no column.
    @Test
    void hidesAFewRespondentsInNoColumn() {
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
    void protectsASmallCellByRespondentsInNoColumnFirst() {
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

    @Test
    void hidesCountsBelowTheGivenMinimum() {
        var table = singleByLevel("3 20 30 | 40 50 60 | 25 70 80");
        var all = "3 20 30 | 40 50 60 | 25 70 80; bases 68 140 170; totals 53 150 175; 378";
        assertThat(shown(table, Suppression.compute(table, 4))).isNotEqualTo(all);
        assertThat(shown(table, Suppression.compute(table, 3))).isEqualTo(all);
        assertThatIllegalArgumentException().isThrownBy(() -> Suppression.compute(table, 0))
                .withMessageContaining("minCell");
    }
}
