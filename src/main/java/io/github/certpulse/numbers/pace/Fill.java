package io.github.certpulse.numbers.pace;

import io.github.certpulse.numbers.pace.Projection.Range;
import io.github.certpulse.numbers.pace.SchoolOutlook.FillRate;
import io.github.certpulse.numbers.pace.SchoolOutlook.Seat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// How much of what is missing will be filled at all schools by an expected number of responses: mean and variance of a
/// sum over the schools, which are taken as independent.
///
/// What one certificate lacks at the end is what it lacks now less a negative binomial number, at least 0; the
/// certificates of a school are added exactly. A school lacks the larger of that sum and of what its total lacks. The
/// two fall together, since one response serves both: of two distribution functions the smaller one is taken, as for
/// numbers that rise with each other.
///
/// @param most what is missing now
record Fill(double mean, double variance, int most) {
    private static final double CLOSE = 0.01;

    /// @param rates how fast seats fill, by whether they are schools' totals
    /// @param ahead  how many responses are expected, divided by those in the window
    static Fill compute(List<List<Seat>> schools, Map<Boolean, FillRate> rates, double ahead) {
        var mean = 0.0;
        var variance = 0.0;
        var most = 0;
        for (var seats : schools) {
            double[] certificates = {1};
            double[] total = {1};
            for (var seat : seats) {
                var left = left(seat, Objects.requireNonNull(rates.get(seat.total())), ahead);
                if (seat.total()) {
                    total = left;
                } else {
                    certificates = sum(certificates, left);
                }
            }
            var now = Math.max(certificates.length, total.length) - 1;
            var lacking = larger(certificates, total);
            mean += now - lacking[0];
            variance += lacking[1];
            most += now;
        }
        return new Fill(mean, variance, most);
    }

    /// The probabilities that a seat lacks 0, 1, … at the end.
    private static double[] left(Seat seat, FillRate speed, double ahead) {
        var left = new double[seat.missing() + 1];
        if (speed.mean() == 0 || ahead == 0) {
            left[seat.missing()] = 1;
            return left;
        }
        var rate = 1 + speed.shape() / speed.mean();
        var stop = rate / (rate + ahead);
        var size = speed.shape() + seat.came();
        // In logarithms: where many are expected, the probability that none comes is too small for a double.
        var come = size * Math.log(stop);
        left[0] = 1;
        for (var number = 0; number < seat.missing(); number++) {
            left[seat.missing() - number] = Math.exp(come);
            left[0] -= Math.exp(come);
            come += Math.log((size + number) / (number + 1) * (1 - stop));
        }
        left[0] = Math.max(0, left[0]);
        return left;
    }

    private static double[] sum(double[] first, double[] second) {
        var sum = new double[first.length + second.length - 1];
        for (var i = 0; i < first.length; i++) {
            for (var j = 0; j < second.length; j++) {
                sum[i + j] += first[i] * second[j];
            }
        }
        return sum;
    }

    /// Mean and variance of the larger of two numbers.
    private static double[] larger(double[] first, double[] second) {
        var mean = 0.0;
        var square = 0.0;
        var upToFirst = 0.0;
        var upToSecond = 0.0;
        for (var number = 0; number < Math.max(first.length, second.length) - 1; number++) {
            upToFirst += number < first.length ? first[number] : 0;
            upToSecond += number < second.length ? second[number] : 0;
            var more = Math.max(0, 1 - Math.min(upToFirst, upToSecond));
            mean += more;
            square += (2 * number + 1) * more;
        }
        return new double[]{mean, Math.max(0, square - mean * mean)};
    }

    /// The range of equally likely fills; its limits are rounded outwards.
    ///
    /// @param filled how much is filled already
    static Range range(int filled, List<Fill> nodes) {
        var low = quantile(nodes, (1 - Projection.LEVEL) / 2);
        var high = quantile(nodes, (1 + Projection.LEVEL) / 2);
        return new Range(
                filled + (int) Math.floor(low + CLOSE),
                filled + (int) Math.round(quantile(nodes, 0.5)),
                filled + (int) Math.ceil(high - CLOSE));
    }

    private static double quantile(List<Fill> nodes, double probability) {
        var low = 0.0;
        var high = (double) nodes.getFirst().most();
        while (high - low > CLOSE / 2) {
            var middle = (low + high) / 2;
            if (nodes.stream().mapToDouble(node -> node.upTo(middle)).average().orElse(1) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double upTo(double number) {
        if (variance < CLOSE * CLOSE) {
            return mean <= number + CLOSE ? 1 : 0;
        }
        return NormalDistribution.of(mean, Math.sqrt(variance)).cumulativeProbability(number);
    }
}
