package io.github.certpulse.console.office.results;

import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.numbers.wording.ResultWords;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;

/// Numbers as all pages of results show them, with the same signs as in the workbook.
public final class Figures {
    private static final int STEPS = 10;

    private Figures() {}

    /// @param count null where it must not be published
    public static String count(Visit visit, @Nullable Integer count) {
        return count == null ? ResultWords.HIDDEN : visit.number(count);
    }

    /// A share in per cent, with one decimal.
    ///
    /// @param share null where there is no base, or where it must not be published
    public static String share(Visit visit, @Nullable BigDecimal share, @Nullable Integer base) {
        return share != null ? visit.percent(share.doubleValue())
                : base != null && base == 0 ? ResultWords.NONE : ResultWords.HIDDEN;
    }

    /// How far a cell is filled, from 0 to 10.
    public static int fill(@Nullable BigDecimal share) {
        return share == null ? 0 : (int) Math.round(share.doubleValue() * STEPS);
    }
}
