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

/// What has come in, by school, counted where responses are stored.
@Singleton
class ExactCounts {
    /// How much of what is late may be settled before it is counted among what is early.
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

    /// Reads what has been stored since, and moves the moment on when that gets long: what is settled by then joins
    /// the early part. So this costs the same however much is stored in all.
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
            Map<Long, SchoolCounts> one,
            Map<Long, SchoolCounts> other,
            BinaryOperator<SchoolCounts> operator) {
        var combined = new HashMap<>(one);
        other.forEach(
                (school, counts) -> combined
                        .put(school, operator.apply(one.getOrDefault(school, SchoolCounts.NONE), counts)));
        combined.values().removeIf(SchoolCounts.NONE::equals);
        return combined;
    }

    private static Map<Long, SchoolCounts> bySchool(Counted counted) {
        var counts = new HashMap<Long, SchoolCounts>();
        for (var part : counted.responses()) {
            var received = Received.of(part.role(), part.number());
            counts.merge(
                    part.school(),
                    new SchoolCounts(Map.of(part.certificate(), received), Received.NONE),
                    SchoolCounts::plus);
        }
        for (var part : counted.persons()) {
            var persons = new SchoolCounts(Map.of(), Received.of(part.role(), part.number()));
            counts.merge(part.school(), persons, SchoolCounts::plus);
        }
        return counts;
    }
}
