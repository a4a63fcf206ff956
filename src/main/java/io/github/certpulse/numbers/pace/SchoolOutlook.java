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
/// time looked back upon show (method of moments), so that with `r` times as many responses expected ahead as then,
/// what comes to a seat is negative binomial with shape `α + k` and mean `(α + k) / (α / μ + 1) · r`: the empirical
/// Bayes estimate for many Poisson counts (H. Robbins 1956; B. P. Carlin, T. A. Louis, "Bayesian Methods for Data
/// Analysis", 3rd ed. 2009, ch. 5). Summed over the seats it expects what the role's projection expects. A school is
/// met when all its seats are filled, which are taken as independent of each other.
///
/// That all schools may speed up or slow down together is put in by going through [#NODES] equally likely values of the
/// role's own projection; for each the number of schools met is a sum of independent yes and no, whose distribution is
/// computed exactly by adding school after school. The mean of these distributions gives the median and the interval.
///
/// How much of what is required will be there follows from the same seats, in [Fill]: surplus of one fills no other.
final class SchoolOutlook {
    /// Equally likely values of what is common to all schools.
    private static final int NODES = 10;

    private SchoolOutlook() {}

    /// What a school lacks somewhere.
    ///
    /// @param total   the school's total of a role, not one certificate's
    /// @param missing 0 where nothing is lacking
    /// @param came    how many came there in the time that is looked back upon
    record Seat(Role role, boolean total, int missing, double came) {
        private Kind kind() {
            return new Kind(role, total);
        }
    }

    /// Seats whose paces are comparable.
    private record Kind(Role role, boolean total) {}

    /// How fast seats of a kind fill: the mean and the shape of a gamma distribution.
    record Tempo(double mean, double shape) {
        /// Between seats that differ a hundredfold and seats that are all alike.
        private static final double MIN_SHAPE = 0.1;
        private static final double MAX_SHAPE = 100;

        static Tempo of(List<Seat> seats) {
            var mean = seats.stream().mapToDouble(Seat::came).average().orElse(0);
            var variance = seats.stream().mapToDouble(seat -> Math.pow(seat.came() - mean, 2)).sum()
                    / Math.max(1, seats.size() - 1);
            return new Tempo(
                    mean,
                    variance <= mean ? MAX_SHAPE
                            : Math.clamp(mean * mean / (variance - mean), MIN_SHAPE, MAX_SHAPE));
        }

        /// The probability that at least so many come as are missing: one less the sum of a negative binomial's first
        /// terms, an incomplete beta function.
        double fills(Seat seat, double ahead) {
            var rate = 1 + shape / mean;
            return mean == 0 || ahead == 0 ? 0
                    : RegularizedBeta.complement(rate / (rate + ahead), shape + seat.came(), seat.missing());
        }
    }

    /// @param schools     all seats of each
    /// @param projections of every role of which something is missing
    static Range of(List<List<Seat>> schools, Map<Role, Projection> projections) {
        var tempos = new HashMap<Kind, Tempo>();
        schools.stream()
                .flatMap(List::stream)
                .collect(groupingBy(Seat::kind))
                .forEach((kind, seats) -> tempos.put(kind, Tempo.of(seats)));
        var chances = new double[schools.size() + 1];
        for (var node = 0; node < NODES; node++) {
            var ahead = ahead(projections, (node + 0.5) / NODES);
            var met = met(
                    schools.stream()
                            .mapToDouble(
                                    seats -> seats.stream()
                                            .filter(seat -> seat.missing() > 0)
                                            .mapToDouble(
                                                    seat -> Objects.requireNonNull(tempos.get(seat.kind()))
                                                            .fills(
                                                                    seat,
                                                                    Objects.requireNonNull(ahead.get(seat.role()))))
                                            .reduce(1, (one, other) -> one * other))
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
        var tempos = new HashMap<Boolean, Tempo>();
        own.stream()
                .flatMap(List::stream)
                .collect(groupingBy(Seat::total))
                .forEach((total, seats) -> tempos.put(total, Tempo.of(seats)));
        var nodes = IntStream.range(0, NODES)
                .mapToDouble(node -> projection.ratio() * projection.factor((node + 0.5) / NODES))
                .mapToObj(ahead -> Fill.of(own, tempos, ahead))
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
    private static double[] met(double[] chances) {
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
            // What ten additions of a tenth lose must not push the last number out.
            if (sum >= probability - 1e-9) {
                return number;
            }
        }
        return chances.length - 1;
    }
}
