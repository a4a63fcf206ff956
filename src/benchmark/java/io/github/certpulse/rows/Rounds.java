package io.github.certpulse.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Measures several things in turn, again and again, so that each round compares what ran within the same seconds.
final class Rounds {
    static final int NUMBER = 3;
    private final SequencedMap<String, Supplier<Sample>> things = new LinkedHashMap<>();
    private final SequencedMap<String, List<Sample>> samples = new LinkedHashMap<>();

    Rounds with(String name, Supplier<Sample> thing) {
        things.put(name, thing);
        samples.put(name, new ArrayList<>());
        return this;
    }

    Rounds run() {
        for (var round = 0; round < NUMBER; round++) {
            things.forEach((name, thing) -> samples.get(name).add(thing.get()));
        }
        return this;
    }

    Spread of(String name, Function<Sample, Double> figure) {
        return Spread.of(samples.get(name).stream().map(figure).toList());
    }

    /// The ratios of the rates of both in each round.
    Spread ratio(String name, String to) {
        return Spread.of(
                IntStream.range(0, NUMBER)
                        .mapToObj(round -> samples.get(name).get(round).rate() / samples.get(to).get(round).rate())
                        .toList());
    }
}
