package io.github.certpulse.numbers.count;

import io.github.certpulse.intake.stored.ResponseCounts.Counted;
import io.github.certpulse.intake.stored.ResponseCounts;
import io.github.certpulse.numbers.count.SchoolCounts.Received;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/// Received responses and persons by school, counted in the database.
@Singleton
class ExactCounts {
    /// The late part joins the early part when it begins this long before the settled moment.
    private static final Duration MAX_BEHIND = Duration.ofSeconds(10);
    private final ResponseCounts responses;

    ExactCounts(ResponseCounts responses) {
        this.responses = responses;
    }

    /// Everything that is stored, split at a moment.
    ///
    /// @param since the moment, by the database's clock
    /// @param early what had been stored before
    /// @param late  what has been stored since
    record Split(Instant since, Map<Long, SchoolCounts> early, Map<Long, SchoolCounts> late) {

        Map<Long, SchoolCounts> counts() {
            return combined(early, late, SchoolCounts::plus);
        }
    }

    /// Reads everything.
    Split split() {
        return responses.inSnapshot(snapshot -> {
            var since = snapshot.settled();
            var all = bySchool(snapshot.all());
            var late = bySchool(snapshot.since(since));
            return new Split(since, combined(all, late, SchoolCounts::minus), late);
        });
    }

    /// Reads what has been stored since the split's moment. If that moment lies too far back, a later one is taken, and
    /// what was settled by then joins the early part. So the cost does not grow with the number of responses.
    Split follow(Split split) {
        return responses.inSnapshot(snapshot -> {
            var settled = snapshot.settled();
            var late = bySchool(snapshot.since(split.since()));
            if (split.since().isAfter(settled.minus(MAX_BEHIND))) {
                return new Split(split.since(), split.early(), late);
            }
            var later = bySchool(snapshot.since(settled));
            return new Split(
                    settled,
                    combined(combined(split.early(), late, SchoolCounts::plus), later, SchoolCounts::minus),
                    later);
        });
    }

    /// Some schools' counts, exact at this moment.
    Map<Long, SchoolCounts> of(Collection<Long> schools) {
        return schools.isEmpty() ? Map.of()
                : responses.inSnapshot(snapshot -> bySchool(snapshot.ofSchools(schools)));
    }

    private static Map<Long, SchoolCounts> combined(
            Map<Long, SchoolCounts> first,
            Map<Long, SchoolCounts> second,
            BinaryOperator<SchoolCounts> operator) {
        var combined = new HashMap<>(first);
        second.forEach(
                (school, counts) -> combined
                        .put(school, operator.apply(first.getOrDefault(school, SchoolCounts.NONE), counts)));
        combined.values().removeIf(SchoolCounts.NONE::equals);
        return combined;
    }

    private static Map<Long, SchoolCounts> bySchool(Counted counted) {
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
