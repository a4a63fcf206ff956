package io.github.certpulse.rows;

import java.util.Collection;

/// The median of some figures, and the least and the greatest of them.
record Spread(double median, double least, double greatest) {

    static Spread of(Collection<Double> figures) {
        var sorted = figures.stream().sorted().toList();
        var middle = sorted.size() / 2;
        var median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /// Such as `8,120/s (7,900–8,300)`.
    String shown(String format, String unit) {
        var one = format.formatted(median) + unit;
        return least == greatest ? one : one + " (" + format.formatted(least) + "–" + format.formatted(greatest) + ")";
    }

    String shown(String format) {
        return shown(format, "");
    }
}
