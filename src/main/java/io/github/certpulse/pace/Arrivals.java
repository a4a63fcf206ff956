package io.github.certpulse.pace;

import io.github.certpulse.tally.Selection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// When a role's responses came.
///
/// @param byUnit        since the opening; what is stamped before it or after now counts in the first or last unit
/// @param byCertificate in the units that are looked back upon, by certificate id
record Arrivals(int[] byUnit, Map<Long, Integer> byCertificate) {

    static Arrivals of(Span span, List<Selection> responses) {
        var byUnit = new int[span.units()];
        var byCertificate = new HashMap<Long, Integer>();
        responses.forEach(selection -> selection.arrivals((origin, hour) -> {
            var unit = Math.clamp(span.grain().unit(hour), span.first(), span.current());
            byUnit[(int) (unit - span.first())]++;
            if (span.isInWindow(unit)) {
                byCertificate.merge(origin.certificate(), 1, Integer::sum);
            }
        }));
        return new Arrivals(byUnit, byCertificate);
    }

    int received() {
        return Arrays.stream(byUnit).sum();
    }
}
