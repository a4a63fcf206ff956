package io.github.certpulse.numbers.count;

import java.util.Map;
import java.util.Optional;

/// The counts of some schools at one moment.
///
/// @param version differs whenever any count of any school may differ; empty where the counts come from the responses
///                themselves, which is never known to be unchanged
/// @param counts  by school id; schools from which nothing was received are absent
public record VersionedCounts(Optional<String> version, Map<Long, SchoolCounts> counts) {
    public VersionedCounts {
        counts = Map.copyOf(counts);
    }
}
