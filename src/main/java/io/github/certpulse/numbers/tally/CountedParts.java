package io.github.certpulse.numbers.tally;

import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.tally.PartCounts.Rows;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/// What is not counted like every other response.
///
/// @param flagged  responses with a [Flag] that are not set aside, and persons all of whose responses that are not set
///                 aside have one
/// @param setAside responses that are set aside, and persons all of whose responses are
public record CountedParts(PerRole<PartCounts> flagged, PerRole<PartCounts> setAside) {

    /// @param columns  a role's
    /// @param places   the origins by the columns' places
    /// @param overfull by role and place, whether it has [Flag#MORE_THAN_REGISTERED]
    /// @param setAside the rows that are set aside
    static CountedParts from(
            Function<Role, List<AnswerColumns>> columns,
            List<Origin> places,
            Function<Role, boolean[]> overfull,
            Rows setAside) {
        Rows counted = own -> SourceColumns.without(own.all(), setAside.of(own));
        return new CountedParts(
                PerRole.from(
                        role -> flagged(columns.apply(role), places, overfull.apply(role), counted)),
                PerRole.from(role -> PartCounts.from(columns.apply(role), places, setAside, counted)));
    }

    private static PartCounts flagged(
            List<AnswerColumns> columns,
            List<Origin> places,
            boolean[] overfull,
            Rows counted) {
        return PartCounts.from(
                columns,
                places,
                own -> SourceColumns.within(own.flagged(overfull), counted.of(own)),
                own -> SourceColumns.without(counted.of(own), own.flagged(overfull)));
    }

    /// Keeps the counted parts of an index until they may differ. One caller counts for all.
    static final class Cache {
        private final Lock counting = new ReentrantLock();
        private @Nullable Cached cached;

        /// What the parts depend on beside the origins.
        ///
        /// @param rows     the number of responses
        /// @param setAside the revision of what is set aside
        record State(int rows, int setAside) {}

        private record Cached(State state, Map<Long, Origin> origins, List<Origin> places, CountedParts parts) {}

        /// The same object until something changes.
        ///
        /// @param places the origins by the columns' places
        // The map of origins is replaced as a whole; comparing its entries each time would cost more than it saves.
        @SuppressWarnings("ReferenceEquality")
        CountedParts get(
                State state,
                Map<Long, Origin> origins,
                Supplier<List<Origin>> places,
                Function<List<Origin>, CountedParts> count) {
            counting.lock();
            try {
                var before = cached;
                if (before != null && before.state().equals(state) && before.origins() == origins) {
                    return before.parts();
                }
                var now = places.get();
                var parts =
                        before != null && before.state().equals(state) && before.places().equals(now) ? before.parts()
                                : count.apply(now);
                cached = new Cached(state, origins, now, parts);
                return parts;
            } finally {
                counting.unlock();
            }
        }
    }
}
