package io.github.certpulse.numbers.following;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

@Fast
class LongSetTest {
    private final LongSet set = new LongSet();

    @Test
    void holdsEveryNumberOnce() {
        var random = new Random(7);
        var expected = new HashSet<Long>();
        for (var i = 0; i < 100_000; i++) {
            // Many twice, zero and neighbours among them.
            var number = (long) random.nextInt(-20_000, 20_000);
            assertThat(set.contains(number)).isEqualTo(expected.contains(number));
            assertThat(set.add(number)).isEqualTo(expected.add(number));
            assertThat(set.size()).isEqualTo(expected.size());
        }
    }

    @Test
    void takesAtMost16BytesForANumber() {
        var random = new Random(7);
        for (var size = 1; size <= 1_000_000; size++) {
            set.add(random.nextLong());
            if (size >= 100 && size % 100 == 0) {
                assertThat(set.bytes()).isLessThanOrEqualTo(16L * size);
            }
        }
    }

    /// Sequence numbers differ in few bits.
    @Test
    void isAsFastForNumbersInOrder() {
        var start = System.nanoTime();
        for (var number = 0L; number < 1_000_000; number++) {
            set.add(number << 12);
        }
        assertThat(set.size()).isEqualTo(1_000_000);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
}
