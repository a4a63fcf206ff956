package io.github.certpulse.numbers.suppression;

import static io.github.certpulse.numbers.suppression.WrittenTable.counts;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.certpulse.numbers.suppression.CountTable.Columns;
import io.github.certpulse.numbers.suppression.CountTable.Rows;
import io.github.certpulse.testing.Fast;
import java.util.List;
import org.junit.jupiter.api.Test;

@Fast
class CountTableTest {

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
}
