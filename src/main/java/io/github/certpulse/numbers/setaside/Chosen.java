package io.github.certpulse.numbers.setaside;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.tally.Flag;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which responses the office has chosen.
public sealed interface Chosen {

    /// Those that pass a filter and have the flag at this moment.
    ///
    /// @param filters  one for each role, alike but for it
    /// @param criteria the filter as the client wrote it, JSON
    record ByFilter(List<Filter> filters, Optional<Flag> flag, String criteria) implements Chosen {
        public ByFilter {
            filters = List.copyOf(filters);
        }
    }

    /// Those with these names in exported files.
    record ByName(Set<String> names) implements Chosen {
        public ByName {
            names = Set.copyOf(names);
        }
    }
}
