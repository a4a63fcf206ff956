package io.github.certpulse.numbers.arrival;

import io.github.certpulse.numbers.answer.Origin;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// How many students are registered at each school, over all of its certificates.
///
/// @param bySchool by the school's id
public record Registered(Map<Long, Integer> bySchool) {
    public Registered {
        bySchool = Map.copyOf(bySchool);
    }

    public static Registered from(Collection<Origin> origins) {
        var bySchool = new HashMap<Long, Integer>();
        origins.forEach(origin -> bySchool.merge(origin.school(), origin.registered(), Integer::sum));
        return new Registered(bySchool);
    }

    /// 0 at a school that is on no roster.
    public int at(long school) {
        return bySchool.getOrDefault(school, 0);
    }
}
