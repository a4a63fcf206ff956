package io.github.certpulse.numbers.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.count.SchoolCounts.Received;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchoolCountsTest {

    @Test
    void areTheSameAfterEncodingAndDecoding() {
        var counts = new SchoolCounts(Map.of(1L, new Received(8, 9), 2L, new Received(0, 5)), new Received(9, 11));
        assertThat(SchoolCounts.decoded(counts.encoded())).isEqualTo(counts);
        assertThat(SchoolCounts.decoded(SchoolCounts.NONE.encoded())).isEqualTo(SchoolCounts.NONE);
    }
}
