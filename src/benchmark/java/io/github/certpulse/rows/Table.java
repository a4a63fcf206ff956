package io.github.certpulse.rows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The table of figures, in Markdown. It is printed at the end, when nothing has gone wrong.
public final class Table {
    private static final List<String> HEADINGS = List.of(
            "work",
            "figure",
            "p50 / p99, ms",
            "service, CPU-ms",
            "database, CPU-ms",
            "allocated, KB",
            "compared with",
            "its figure",
            "ratio",
            "to reach",
            "sender, CPU-ms");
    private static final String RATE = "%,.0f";
    private static final String A_SECOND = "/s";
    private final List<List<String>> rows = Collections.synchronizedList(new ArrayList<>());

    /// A row of something that has a rate.
    void add(Rounds rounds, String name, String goal) {
        row(measured(rounds, name, "", "", "", goal));
    }

    /// A row that is compared with another measurement of the same rounds.
    void add(Rounds rounds, String name, String base, String goal) {
        row(
                measured(
                        rounds,
                        name,
                        base,
                        rounds.of(base, Sample::rate).shown(RATE, A_SECOND),
                        rounds.ratio(name, base).shown("%.2f"),
                        goal));
    }

    /// A row of one figure.
    void add(String name, String figure, String goal) {
        row(List.of(name, figure, "", "", "", "", "", "", "", goal, ""));
    }

    /// A row of one sample that is compared with the first of its kind.
    void add(String name, Sample sample, Sample first) {
        row(
                List.of(
                        name,
                        RATE.formatted(sample.rate()) + A_SECOND,
                        "%.1f / %.1f".formatted(sample.load().p50(), sample.load().p99()),
                        "%.3f".formatted(sample.service()),
                        "%.3f".formatted(sample.database()),
                        "%.1f".formatted(sample.allocated()),
                        "the fewest stored",
                        RATE.formatted(first.rate()) + A_SECOND,
                        "%.2f".formatted(sample.rate() / first.rate()),
                        "flat",
                        "%.3f".formatted(sample.sender())));
    }

    private static List<String> measured(
            Rounds rounds,
            String name,
            String base,
            String baseFigure,
            String ratio,
            String goal) {
        return List.of(
                name,
                rounds.of(name, Sample::rate).shown(RATE, A_SECOND),
                "%.1f / %s".formatted(
                        rounds.of(name, sample -> sample.load().p50()).median(),
                        rounds.of(name, sample -> sample.load().p99()).shown("%.1f")),
                rounds.of(name, Sample::service).shown("%.3f"),
                rounds.of(name, Sample::database).shown("%.3f"),
                "%.1f".formatted(rounds.of(name, Sample::allocated).median()),
                base,
                baseFigure,
                ratio,
                goal,
                "%.3f".formatted(rounds.of(name, Sample::sender).median()));
    }

    private void row(List<String> cells) {
        rows.add(cells);
        System.out.println("measured: " + cells.getFirst());
    }

    /// Prints all rows.
    public void print() {
        var all = new ArrayList<List<String>>();
        all.add(HEADINGS);
        all.add(HEADINGS.stream().map(_ -> "---").toList());
        all.addAll(rows);
        var widths = IntStream.range(0, HEADINGS.size())
                .map(column -> all.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow())
                .toArray();
        System.out.println();
        all.forEach(
                row -> System.out.println(
                        IntStream.range(0, widths.length)
                                .mapToObj(column -> ("%-" + widths[column] + "s").formatted(row.get(column)))
                                .collect(Collectors.joining(" | ", "| ", " |"))));
    }
}
