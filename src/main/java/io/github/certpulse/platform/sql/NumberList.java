package io.github.certpulse.platform.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// Numbers for `in (…)`, each a parameter. The last number is repeated until their count is a power of two. So there
/// are few different statements, and the driver keeps them prepared.
///
/// @param sql    the parameters in parentheses
/// @param values the parameters' values, in order
public record NumberList(String sql, List<Object> values) {

    public NumberList {
        values = List.copyOf(values);
    }

    /// @param numbers at least one
    public static NumberList from(Collection<Long> numbers) {
        var values = new ArrayList<Object>(numbers.stream().sorted().toList());
        var size = Math.max(1, Integer.highestOneBit(values.size() - 1) << 1);
        values.addAll(Collections.nCopies(size - values.size(), values.getLast()));
        return new NumberList("(" + String.join(", ", Collections.nCopies(size, "?")) + ")", values);
    }
}
