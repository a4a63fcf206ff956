package io.github.certpulse.numbers.pace;

import io.github.certpulse.survey.campaign.Campaign;
import java.time.Duration;
import java.time.Instant;

/// A campaign's time in units, as of a moment within it.
///
/// @param first   the unit in which it opened
/// @param current the unit in which the moment lies
/// @param window  the first of the last whole units before the current one; these are the window
record Span(Grain grain, long first, long window, long current, Instant now, Instant end) {

    static Span from(Campaign campaign, Instant now) {
        var grain = Grain.from(campaign);
        var first = grain.unit(campaign.opensAt());
        var current = Math.max(first, grain.unit(now));
        // The first unit is incomplete, unless the campaign opened at its beginning.
        var firstWhole = grain.start(first).equals(campaign.opensAt()) ? first : first + 1;
        return new Span(
                grain,
                first,
                Math.max(firstWhole, current - grain.maxUnits()),
                current,
                now,
                campaign.closesAt());
    }

    /// How many units there are so far, the current one included.
    int units() {
        return Math.toIntExact(current - first + 1);
    }

    /// How many whole units are in the window.
    int back() {
        return Math.toIntExact(Math.max(0, current - window));
    }

    boolean isInWindow(long unit) {
        return unit >= window && unit < current;
    }

    /// How many units of each kind are left; parts count as parts.
    double[] left() {
        var left = new double[Grain.KINDS];
        var length = grain.length().toMillis();
        for (var unit = current; grain.start(unit).isBefore(end); unit++) {
            var from = grain.start(unit).isBefore(now) ? now : grain.start(unit);
            var to = grain.start(unit + 1).isAfter(end) ? end : grain.start(unit + 1);
            left[grain.kind(unit)] += Math.max(0, Duration.between(from, to).toMillis()) / (double) length;
        }
        return left;
    }
}
