package io.github.certpulse.numbers.pace;

import org.apache.commons.statistics.distribution.TDistribution;

/// How many more responses come by the deadline, if they continue to come as in the window of the [Span].
///
/// The counts `y` of `n` whole units are taken as overdispersed Poisson counts (quasi-Poisson, P. McCullagh, J. A.
/// Nelder, "Generalized Linear Models", 2nd ed. 1989, ch. 6.2) with a mean `λ` for each kind of unit, say workdays and
/// weekends, and a common dispersion `φ`: Pearson's `Σ (y − λ)² / λ`, divided by `n` less the number of kinds, and
/// never below 1. With `h` units of a kind left, `Σ h λ` are expected, and the prediction interval is
///
///     Σ h λ ± t · √( φ Σ (h λ + h² λ / n_kind) )
///
/// the simple one for quasi-Poisson counts of M. Menssen, M. Dammann, F. Fneish, D. Ellenberger, F. Schaarschmidt,
/// "Prediction intervals for overdispersed Poisson data and their application in medical and pre-clinical quality
/// control", Pharmaceutical Statistics 24 (2025), with Student's `t` for the normal quantile because `φ` is estimated
/// from few units. The limits are rounded outwards, and never negative.
///
/// It does not consider trends, public holidays or a rush at the end; whatever shows it must say so.
///
/// @param expected the mean
/// @param deviation the standard deviation of what will come around it
/// @param shared    that part of the deviation which is common to all schools: without the chance by which each
///                  response comes or not
/// @param degrees   Student's degrees of freedom
/// @param ratio     what is expected, divided by what came in the window
record Projection(double expected, double deviation, double shared, int degrees, double ratio) {
    /// How often the truth lies between low and high, if the assumptions hold.
    static final double LEVEL = 0.8;
    /// In the window.
    static final int MIN_RESPONSES = 10;

    /// Why there is no projection.
    enum NoProjectionReason {
        NOT_OPEN,
        CLOSED,
        TOO_FEW_UNITS,
        TOO_FEW_RESPONSES,
        /// Weekends or nights lie ahead, and none has passed yet.
        UNSEEN_KIND
    }

    /// Either a projection or why there is none.
    sealed interface Outcome {
        record Projected(Projection projection) implements Outcome {}

        record NotProjected(NoProjectionReason reason) implements Outcome {}
    }

    /// A number in between, and its prediction interval.
    record Range(int low, int middle, int high) {

        /// Not more than there can be: what is missing and what is there are read one after the other.
        Range atMost(int limit) {
            return new Range(Math.min(low, limit), Math.min(middle, limit), Math.min(high, limit));
        }
    }

    /// @param byUnit since the opening
    static Outcome compute(Span span, int[] byUnit) {
        var units = new int[Grain.KINDS];
        var counts = new long[Grain.KINDS];
        for (var unit = span.window(); unit < span.current(); unit++) {
            units[span.grain().kind(unit)]++;
            counts[span.grain().kind(unit)] += byUnit[(int) (unit - span.first())];
        }
        var left = span.left();
        var all = counts[0] + counts[1];
        var degrees = span.back() - (units[0] > 0 ? 1 : 0) - (units[1] > 0 ? 1 : 0);
        if (span.back() < span.grain().minUnits() || degrees < 1) {
            return new Outcome.NotProjected(NoProjectionReason.TOO_FEW_UNITS);
        }
        if (all < MIN_RESPONSES) {
            return new Outcome.NotProjected(NoProjectionReason.TOO_FEW_RESPONSES);
        }
        var expected = 0.0;
        var uncertain = 0.0;
        for (var kind = 0; kind < Grain.KINDS; kind++) {
            if (left[kind] > 0 && units[kind] == 0) {
                return new Outcome.NotProjected(NoProjectionReason.UNSEEN_KIND);
            }
            if (units[kind] > 0) {
                var mean = (double) counts[kind] / units[kind];
                expected += left[kind] * mean;
                uncertain += left[kind] * left[kind] * mean / units[kind];
            }
        }
        var variance = dispersion(span, byUnit, units, counts, degrees) * (expected + uncertain);
        return new Outcome.Projected(
                new Projection(
                        expected,
                        Math.sqrt(variance),
                        Math.sqrt(Math.max(0, variance - expected)),
                        degrees,
                        expected / all));
    }

    private static double dispersion(Span span, int[] byUnit, int[] units, long[] counts, int degrees) {
        var pearson = 0.0;
        for (var unit = span.window(); unit < span.current(); unit++) {
            var kind = span.grain().kind(unit);
            var mean = (double) counts[kind] / units[kind];
            var off = byUnit[(int) (unit - span.first())] - mean;
            pearson += mean == 0 ? 0 : off * off / mean;
        }
        return Math.max(1, pearson / degrees);
    }

    /// What will have been received by the deadline.
    Range total(int received) {
        var reach = TDistribution.of(degrees).inverseCumulativeProbability((1 + LEVEL) / 2) * deviation;
        return new Range(
                received + (int) Math.floor(Math.max(0, expected - reach)),
                received + (int) Math.round(expected),
                received + (int) Math.ceil(expected + reach));
    }

    /// The factor by which the outcome may differ from what is expected, at a probability.
    double factor(double probability) {
        return expected == 0 ? 1
                : Math.max(
                        0,
                        1 + TDistribution.of(degrees).inverseCumulativeProbability(probability) * shared / expected);
    }
}
