package io.github.certpulse.numbers.tally;

import io.github.certpulse.numbers.answer.Origin;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/// Keeps the counted parts of an index until they may differ. One caller counts for all.
final class PartsCache {
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
            var parts = before != null && before.state().equals(state) && before.places().equals(now) ? before.parts()
                    : count.apply(now);
            cached = new Cached(state, origins, now, parts);
            return parts;
        } finally {
            counting.unlock();
        }
    }
}
