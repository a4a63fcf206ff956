package io.github.certpulse.numbers.result;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// The share of a count in its base.
final class Share {
    private static final int DECIMALS = 6;

    private Share() {}

    /// From 0 to 1 with six decimals; null where there is no base.
    static @Nullable BigDecimal of(int count, int base) {
        return base == 0 ? null
                : BigDecimal.valueOf(count).divide(BigDecimal.valueOf(base), DECIMALS, RoundingMode.HALF_UP);
    }
}
