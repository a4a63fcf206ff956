package io.github.certpulse.numbers.pace;

import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.numbers.tally.Selection;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// When a role's responses came.
///
/// @param byUnit        since the opening; responses with an earlier or a future time count in the first or last unit
/// @param filledByUnit  how much of what is required each unit has filled, see [Vacancies]
/// @param byCertificate in the window of the [Span], by certificate id
record Arrivals(int[] byUnit, int[] filledByUnit, Map<Long, Integer> byCertificate) {

    /// @param lines what is required of each school
    static Arrivals from(Span span, Role role, List<ProgressLine> lines, List<Selection> responses) {
        var byUnit = new int[span.units()];
        var filledByUnit = new int[span.units()];
        var places = responses.isEmpty() ? List.<Origin>of() : responses.getFirst().places();
        var inWindow = new int[places.size()];
        var vacancies = new Vacancies(role, lines, places);
        Selection.forEachArrival(responses, (place, hour, person) -> {
            var unit = Math.clamp(span.grain().unit(hour), span.first(), span.current());
            byUnit[(int) (unit - span.first())]++;
            filledByUnit[(int) (unit - span.first())] += vacancies.fill(place, person);
            if (span.isInWindow(unit)) {
                inWindow[place]++;
            }
        });
        var byCertificate = new HashMap<Long, Integer>();
        for (var place = 0; place < inWindow.length; place++) {
            byCertificate.merge(places.get(place).certificate(), inWindow[place], Integer::sum);
        }
        return new Arrivals(byUnit, filledByUnit, byCertificate);
    }

    int received() {
        return Arrays.stream(byUnit).sum();
    }

    int filled() {
        return Arrays.stream(filledByUnit).sum();
    }
}
