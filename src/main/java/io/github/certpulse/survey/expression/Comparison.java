package io.github.certpulse.survey.expression;

import java.math.BigDecimal;

/// How an expression compares an answer, or a number of answers, with a value.
enum Comparison {
    EQUAL, DIFFERENT, LESS, AT_MOST, MORE, AT_LEAST;

    /// The same comparison with its sides exchanged.
    Comparison mirrored() {
        return switch (this) {
            case EQUAL, DIFFERENT -> this;
            case LESS -> MORE;
            case AT_MOST -> AT_LEAST;
            case MORE -> LESS;
            case AT_LEAST -> AT_MOST;
        };
    }

    boolean holds(BigDecimal left, BigDecimal right) {
        int order = left.compareTo(right);
        return switch (this) {
            case EQUAL -> order == 0;
            case DIFFERENT -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
