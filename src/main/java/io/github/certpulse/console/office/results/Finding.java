package io.github.certpulse.console.office.results;

import io.github.certpulse.numbers.result.ChiSquare;
import io.github.certpulse.platform.problem.Words;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/// Explains a [ChiSquare] to people who have not learnt statistics.
public final class Finding {
    private static final BigDecimal LEVEL = new BigDecimal("0.05");
    private static final BigDecimal MIN_SHOWN = new BigDecimal("0.0001");
    private static final int P_DECIMALS = 4;
    private static final Words DIFFERENT = new Words(
            "各列之间的差异在统计上显著（p＜0.05）：如果各列其实没有差别，只凭偶然出现这么大差异的可能性不到 5%。"
                    + "显著不等于差异很大，也不说明原因。",
            "The columns differ significantly (p < 0.05): were they alike, chance alone would bring such a difference "
                    + "in fewer than 5 of 100 surveys. Significant means neither large nor caused by it.");
    private static final Words ALIKE = new Words(
            "没有发现各列之间有显著差异（p≥0.05）：看到的差异可能只是偶然。这不证明各列完全相同。",
            "No significant difference between the columns (p ≥ 0.05): what is seen may be chance. "
                    + "That does not prove them equal.");
    private static final Words TOO_SMALL = new Words(
            "这个 p 值不可靠（Cochran 规则）：有 %1$d 个格子的期望频数小于 5，超过全部格子的 20%%，或有格子小于 1。"
                    + "请选列数较少的分组，或等答卷更多时再看。",
            "This p is not to be relied on (Cochran's rule): %1$d expected counts are below 5, more than 20 %% of all, "
                    + "or one is below 1. Choose fewer columns, or wait for more responses.");
    private static final Words NOTHING_TO_COMPARE = new Words(
            "没有检验：有答卷的行或列不足两个，没有可比较的内容。",
            "No test: fewer than two rows or columns hold anything, so there is nothing to compare.");
    private static final Words OVERLAPPING = new Words(
            "没有检验：列是多选题的选项，同一个人可能在几列中，而检验要求每人只在一列。",
            "No test: the columns are options of a multiple choice; a person may be in several, "
                    + "and the test wants each in one.");
    private static final Words WITHHELD = new Words(
            "没有检验：有数字因人数过少而隐藏，检验结果会透露它们。",
            "No test: some numbers are hidden because they are of few people, and a test would tell them.");
    private static final Words BY_OPTION = new Words(
            "行是多选题，选项相互重叠，所以对每个选项分别检验“选了”与“没选”（见最后一列）。"
                    + "检验次数多时会碰巧出现个别小 p 值，这里未作校正。",
            "The rows are a multiple choice whose options overlap, so each is tested by itself, chosen or not chosen "
                    + "(last column). Of many tests some have a small p by chance; this is not corrected.");

    private Finding() {}

    /// @param testsRows whether the rows have tests of their own
    public static Words describe(@Nullable ChiSquare test, boolean testsRows) {
        if (test == null) {
            return testsRows ? BY_OPTION : WITHHELD;
        }
        return switch (test.note()) {
            case null -> Objects.requireNonNull(test.p()).compareTo(LEVEL) < 0 ? DIFFERENT : ALIKE;
            case EXPECTED_COUNTS_TOO_SMALL -> TOO_SMALL.with(Objects.requireNonNull(test.expectedBelowFive()));
            case TOO_FEW_ROWS_OR_COLUMNS -> NOTHING_TO_COMPARE;
            case MULTIPLE_CHOICE -> OVERLAPPING;
        };
    }

    /// The test's numbers; empty where there is none.
    public static String figures(@Nullable ChiSquare test) {
        return test == null || test.p() == null ? ""
                : "χ² = %s, df = %d, %s".formatted(
                        Objects.requireNonNull(test.statistic()).setScale(2, RoundingMode.HALF_UP),
                        test.degreesOfFreedom(),
                        p(test.p()));
    }

    /// A row's own test in a cell.
    public static Words ofRow(@Nullable ChiSquare test) {
        if (test == null || test.p() == null) {
            return new Words("–", "–");
        }
        var p = p(test.p());
        return test.valid() ? new Words(p, p) : new Words(p + "（不可靠）", p + " (unreliable)");
    }

    private static String p(BigDecimal p) {
        return p.compareTo(MIN_SHOWN) < 0 ? "p < " + MIN_SHOWN
                : "p = " + p.setScale(P_DECIMALS, RoundingMode.HALF_UP);
    }
}
