package io.github.certpulse.rows;

import java.util.Collection;
import java.util.List;

/// The median of some figures, and the least and the greatest of them.
record Spread(double median, double least, double greatest) {

    static Spread of(Collection<Double> figures) {
        var sorted = figures.stream().sorted().toList();
        var middle = sorted.size() / 2;
        var median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    static Spread of(Double... figures) {
        return of(List.of(figures));
    }

    /// Such as `8,120 (7,900–8,300)`.
    String shown(String format) {
        var one = format.formatted(median);
        return least == greatest ? one : one + " (" + format.formatted(least) + "–" + format.formatted(greatest) + ")";
    }
}
