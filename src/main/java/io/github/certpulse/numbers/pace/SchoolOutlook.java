package io.github.certpulse.numbers.pace;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.github.certpulse.numbers.pace.Projection.Range;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/// How many schools are likely to have met their quotas by the deadline.
///
/// Each seat of a school, that is a certificate and role or the school's total of a role, fills at its own pace. The
/// paces of the seats of a kind are taken as gamma distributed with the mean and variance that the counts `k` of the
/// window show (method of moments). With `r` times as many responses expected as came in the window, what comes to a
/// seat is then negative binomial with shape `α + k` and mean `(α + k) / (α / μ + 1) · r`: the empirical Bayes estimate
/// for many Poisson counts (H. Robbins 1956; B. P. Carlin, T. A. Louis, "Bayesian Methods for Data Analysis", 3rd ed.
/// 2009, ch. 5). Summed over the seats, the expected numbers equal what the role's projection expects. A school is met
/// when all its seats are filled, which are taken as independent of each other.
///
/// To account for all schools speeding up or slowing down together, the computation uses [#NODES] equally likely values
/// of the role's own projection. For each, the number of schools met is a sum of independent events, whose distribution
/// is computed exactly by adding school after school. The mean of these distributions gives the median and the
/// interval.
///
/// How much of what is required will be there follows from the same seats, in [Fill]: surplus of one fills no other.
final class SchoolOutlook {
    /// Equally likely values of what is common to all schools.
    private static final int NODES = 10;

    private SchoolOutlook() {}

    /// What a school lacks of a role for one certificate, or in total.
    ///
    /// @param total   the school's total of a role, not one certificate's
    /// @param missing 0 where nothing is lacking
    /// @param came    how many came there in the window
    record Seat(Role role, boolean total, int missing, double came) {
        private SeatKind kind() {
            return new SeatKind(role, total);
        }
    }

    /// Seats whose paces are comparable.
    private record SeatKind(Role role, boolean total) {}

    /// How fast seats of a kind fill: the mean and the shape of a gamma distribution.
    record FillRate(double mean, double shape) {
        /// Between seats that differ a hundredfold and seats that are all alike.
        private static final double MIN_SHAPE = 0.1;
        private static final double MAX_SHAPE = 100;

        static FillRate from(List<Seat> seats) {
            var mean = seats.stream().mapToDouble(Seat::came).average().orElse(0);
            var variance = seats.stream().mapToDouble(seat -> Math.pow(seat.came() - mean, 2)).sum()
                    / Math.max(1, seats.size() - 1);
            return new FillRate(
                    mean,
                    variance <= mean ? MAX_SHAPE
                            : Math.clamp(mean * mean / (variance - mean), MIN_SHAPE, MAX_SHAPE));
        }

        /// The probability that at least so many come as are missing: one less the sum of a negative binomial's first
        /// terms, an incomplete beta function.
        double fillProbability(Seat seat, double ahead) {
            var rate = 1 + shape / mean;
            return mean == 0 || ahead == 0 ? 0
                    : RegularizedBeta.complement(rate / (rate + ahead), shape + seat.came(), seat.missing());
        }
    }

    /// How many schools will have met their quotas.
    ///
    /// @param schools     all seats of each
    /// @param projections of every role of which something is missing
    static Range schoolsMet(List<List<Seat>> schools, Map<Role, Projection> projections) {
        var rates = new HashMap<SeatKind, FillRate>();
        schools.stream()
                .flatMap(List::stream)
                .collect(groupingBy(Seat::kind))
                .forEach((kind, seats) -> rates.put(kind, FillRate.from(seats)));
        var chances = new double[schools.size() + 1];
        for (var node = 0; node < NODES; node++) {
            var ahead = ahead(projections, (node + 0.5) / NODES);
            var met = distribution(
                    schools.stream()
                            .mapToDouble(
                                    seats -> seats.stream()
                                            .filter(seat -> seat.missing() > 0)
                                            .mapToDouble(
                                                    seat -> Objects.requireNonNull(rates.get(seat.kind()))
                                                            .fillProbability(
                                                                    seat,
                                                                    Objects.requireNonNull(ahead.get(seat.role()))))
                                            .reduce(1, (first, second) -> first * second))
                            .toArray());
            for (var number = 0; number < chances.length; number++) {
                chances[number] += met[number] / NODES;
            }
        }
        return new Range(
                quantile(chances, (1 - Projection.LEVEL) / 2),
                quantile(chances, 0.5),
                quantile(chances, (1 + Projection.LEVEL) / 2));
    }

    /// How much of what is required of a role will be there.
    ///
    /// @param filled how much is there now
    static Range filled(Role role, int filled, List<List<Seat>> schools, Projection projection) {
        var own = schools.stream().map(seats -> seats.stream().filter(seat -> seat.role() == role).toList()).toList();
        var rates = new HashMap<Boolean, FillRate>();
        own.stream()
                .flatMap(List::stream)
                .collect(groupingBy(Seat::total))
                .forEach((total, seats) -> rates.put(total, FillRate.from(seats)));
        var nodes = IntStream.range(0, NODES)
                .mapToDouble(node -> projection.ratio() * projection.factor((node + 0.5) / NODES))
                .mapToObj(ahead -> Fill.compute(own, rates, ahead))
                .toList();
        return Fill.range(filled, nodes);
    }

    private static Map<Role, Double> ahead(Map<Role, Projection> projections, double probability) {
        return projections.entrySet()
                .stream()
                .collect(
                        toMap(
                                Map.Entry::getKey,
                                each -> each.getValue().ratio() * each.getValue().factor(probability)));
    }

    /// The probability of each number of schools.
    private static double[] distribution(double[] chances) {
        var met = new double[chances.length + 1];
        met[0] = 1;
        for (var school = 0; school < chances.length; school++) {
            for (var number = school + 1; number > 0; number--) {
                met[number] = met[number] * (1 - chances[school]) + met[number - 1] * chances[school];
            }
            met[0] *= 1 - chances[school];
        }
        return met;
    }

    private static int quantile(double[] chances, double probability) {
        var sum = 0.0;
        for (var number = 0; number < chances.length; number++) {
            sum += chances[number];
            // The rounding errors of ten additions must not exclude the last number.
            if (sum >= probability - 1e-9) {
                return number;
            }
        }
        return chances.length - 1;
    }
}
