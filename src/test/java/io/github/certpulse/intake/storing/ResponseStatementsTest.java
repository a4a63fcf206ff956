package io.github.certpulse.intake.storing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Fast
class ResponseStatementsTest {

    @Test
    void storesResponsesTogetherInFewDifferentNumbers() {
        assertThat(IntStream.rangeClosed(1, 1000).map(ResponseStatements::rows).distinct())
                .containsExactly(1, 2, 3, 4, 6, 8, 12, 16, 24, 32);
        assertThat(IntStream.rangeClosed(1, 32)).allSatisfy(
                waiting -> assertThat(ResponseStatements.rows(waiting)).isLessThanOrEqualTo(waiting)
                        .isGreaterThan(waiting * 2 / 3 - 1));
    }
}
