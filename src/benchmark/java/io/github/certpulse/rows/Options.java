package io.github.certpulse.rows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the environment asks of the benchmark.
///
/// @param seconds how long a load of the intake lasts; others are shorter by a fixed share
/// @param growth  numbers of stored responses
/// @param groups  the groups of rows to measure
/// @param minutes after which the benchmark gives up
public record Options(double seconds, List<Integer> growth, List<String> groups, int minutes) {

    /// `BENCHMARK_SECONDS`, `BENCHMARK_GROWTH`, `BENCHMARK_ROWS`, `BENCHMARK_MINUTES`.
    public static Options from(Map<String, String> environment) {
        return new Options(
                Double.parseDouble(environment.getOrDefault("BENCHMARK_SECONDS", "2")),
                Stream.of(environment.getOrDefault("BENCHMARK_GROWTH", "1000,100000").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                List.of(
                        environment
                                .getOrDefault("BENCHMARK_ROWS", "development,intake,reading,start,memory,growth")
                                .split(",")),
                Integer.parseInt(environment.getOrDefault("BENCHMARK_MINUTES", "10")));
    }

    /// How long a load lasts that only reads.
    double readingSeconds() {
        return 0.6 * seconds;
    }
}
