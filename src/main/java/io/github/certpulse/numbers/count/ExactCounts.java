package io.github.certpulse.numbers.count;

import io.github.certpulse.intake.stored.ResponseCounts.Counted;
import io.github.certpulse.intake.stored.ResponseCounts;
import io.github.certpulse.numbers.count.SchoolCounts.Received;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Received responses and persons by school, counted in the database.
@Singleton
class ExactCounts {
    private final ResponseCounts responses;

    ExactCounts(ResponseCounts responses) {
        this.responses = responses;
    }

    /// Some schools' counts, exact at this moment.
    Map<Long, SchoolCounts> of(Collection<Long> schools) {
        return schools.isEmpty() ? Map.of()
                : responses.inSnapshot(snapshot -> bySchool(snapshot.ofSchools(schools)));
    }

    static Map<Long, SchoolCounts> bySchool(Counted counted) {
        var counts = new HashMap<Long, SchoolCounts>();
        for (var part : counted.responses()) {
            var received = Received.from(part.role(), part.number());
            counts.merge(
                    part.school(),
                    new SchoolCounts(Map.of(part.certificate(), received), Received.NONE),
                    SchoolCounts::plus);
        }
        for (var part : counted.persons()) {
            var persons = new SchoolCounts(Map.of(), Received.from(part.role(), part.number()));
            counts.merge(part.school(), persons, SchoolCounts::plus);
        }
        return counts;
    }
}
