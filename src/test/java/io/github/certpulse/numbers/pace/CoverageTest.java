package io.github.certpulse.numbers.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.pace.Projection.Outcome;
import io.github.certpulse.numbers.pace.Projection.Range;
import io.github.certpulse.numbers.pace.SchoolOutlook.Seat;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Prediction intervals, tested with many invented campaigns, which are the same each time: they must contain the truth
/// as often as they claim.
@Fast
class CoverageTest {
    private static final int CAMPAIGNS = 2_000;
    private static final int PROVINCES = 300;
    private static final double WEEKEND = 0.4;
    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_201_218);

    @ParameterizedTest
    @CsvSource({"40, 1, 14, 14", "300, 1, 14, 5", "40, 4, 14, 7", "300, 10, 14, 20", "2000, 60, 10, 10", "6, 2, 14, 10",
            "100, 5, 7, 21"})
    void ofAProjectionContainTheTruthInFourOfFiveCampaigns(
            double perDay,
            double dispersion,
            int daysBefore,
            int daysAhead) {
        var held = 0;
        for (var campaign = 0; campaign < CAMPAIGNS; campaign++) {
            var open = Grain.DAY.start(20_000 + random.nextInt(7));
            var now = open.plus(Duration.ofDays(daysBefore));
            var span = span(open, now, now.plus(Duration.ofDays(daysAhead)));
            var days = IntStream.range(0, daysBefore + daysAhead)
                    .map(day -> drawn(perDay * (Grain.DAY.kind(span.first() + day) == 0 ? 1 : WEEKEND), dispersion))
                    .toArray();
            var past = java.util.Arrays.copyOf(days, span.units());
            past[daysBefore] = 0;
            if (Projection.compute(span, past) instanceof Outcome.Projected(var projection)) {
                held += holds(projection.total(0), IntStream.range(daysBefore, days.length).map(day -> days[day]).sum())
                        ? 1
                        : 0;
            }
        }
        assertThat(held / (double) CAMPAIGNS).isBetween(Projection.LEVEL - 0.03, Projection.LEVEL + 0.06);
    }

    @Test
    void ofSchoolsMetContainTheTruthInFourOfFiveCampaignsAndAreNarrow() {
        var held = 0;
        var width = 0;
        for (var province = 0; province < PROVINCES; province++) {
            var story = new InventedProvince(40, 14, 7);
            var range = story.projected();
            held += holds(range, story.met()) ? 1 : 0;
            width += range.high() - range.low();
        }
        assertThat(held / (double) PROVINCES).isBetween(Projection.LEVEL - 0.04, 0.95);
        assertThat(width / (double) PROVINCES).as("of 40 schools").isLessThan(12);
    }

    @Test
    void ofWhatIsFilledContainTheTruthInFourOfFiveCampaigns() {
        var held = 0;
        for (var province = 0; province < PROVINCES; province++) {
            var story = new InventedProvince(40, 14, 7);
            held += holds(story.projectedFilled(), story.filledAtTheEnd()) ? 1 : 0;
        }
        assertThat(held / (double) PROVINCES).isBetween(Projection.LEVEL - 0.06, 0.95);
    }

    /// Schools with two certificates each, which fill at different paces.
    private final class InventedProvince {
        private final int before;
        private final int ahead;
        private final int[] days;
        private final List<List<Seat>> schools = new ArrayList<>();
        private int met;
        private int filled;
        private int filledAtTheEnd;

        InventedProvince(int number, int before, int ahead) {
            this.before = before;
            this.ahead = ahead;
            this.days = new int[before + 1];
            for (var school = 0; school < number; school++) {
                var seats = List.of(seat(5), seat(5));
                schools.add(seats.stream().map(Drawn::seat).toList());
                met += seats.stream().allMatch(Drawn::filled) ? 1 : 0;
            }
        }

        private record Drawn(Seat seat, boolean filled) {}

        private Drawn seat(int required) {
            var perDay = GammaDistribution.of(1.5, 0.2).createSampler(source()).sample();
            var came = 0;
            for (var day = 0; day < before; day++) {
                var today = drawn(perDay, 1);
                days[day] += today;
                came += today;
            }
            var later = IntStream.range(0, ahead).map(_ -> drawn(perDay, 1)).sum();
            filled += Math.min(required, came);
            filledAtTheEnd += Math.min(required, came + later);
            return new Drawn(
                    new Seat(Role.TEACHER, false, Math.max(0, required - came), came),
                    came + later >= required);
        }

        Range projected() {
            return SchoolOutlook.schoolsMet(schools, Map.of(Role.TEACHER, projection()));
        }

        Range projectedFilled() {
            return SchoolOutlook.filled(Role.TEACHER, filled, schools, projection());
        }

        private Projection projection() {
            var open = Grain.DAY.start(20_000);
            var now = open.plus(Duration.ofDays(before));
            return ((Outcome.Projected) Projection.compute(span(open, now, now.plus(Duration.ofDays(ahead))), days))
                    .projection();
        }

        int filledAtTheEnd() {
            return filledAtTheEnd;
        }

        int met() {
            return met;
        }
    }

    private static Span span(Instant open, Instant now, Instant end) {
        var first = Grain.DAY.unit(open);
        var current = Grain.DAY.unit(now);
        return new Span(Grain.DAY, first, Math.max(first, current - Grain.DAY.maxUnits()), current, now, end);
    }

    private static boolean holds(Range range, int truth) {
        return truth >= range.low() && truth <= range.high();
    }

    /// A random count with this mean and this ratio of variance to mean: Poisson, or negative binomial.
    private int drawn(double mean, double dispersion) {
        var today = dispersion == 1 ? mean
                : GammaDistribution.of(mean / (dispersion - 1), dispersion - 1).createSampler(source()).sample();
        return today < 1e-9 ? 0 : PoissonDistribution.of(today).createSampler(source()).sample();
    }

    private UniformRandomProvider source() {
        return random::nextLong;
    }
}
