package io.github.certpulse.rows;

import java.nio.file.Path;
import java.util.List;

/// Measures the groups of rows, one after another.
public final class AllRows {
    /// Its number is that of a logical database in Redis which no other service uses.
    private static final String DATABASE = "benchmark_0";
    private static final String WITHOUT_CAPS = "{}";
    private static final String CAPS = "{\"caps\":{\"perCertificate\":{\"teachers\":1000000,\"students\":1000000}}}";

    private AllRows() {}

    /// Adds to the table what the options ask for.
    public static void measure(Options options, Path directory, Table table) throws InterruptedException {
        // First, because it compiles: the class files must not change under a running benchmark.
        if (options.groups().contains("development")) {
            StartRows.development(directory, table);
        }
        try (var bench = new Bench(options, directory)) {
            if (!options.groups().equals(List.of("growth"))) {
                measureService(bench, table);
            }
            if (options.groups().contains("growth")) {
                new GrowthRows(bench).measure(table);
            }
        }
    }

    private static void measureService(Bench bench, Table table) throws InterruptedException {
        var groups = bench.options().groups();
        bench.drop(DATABASE);
        LargeCampaign open;
        LargeCampaign capped;
        try (var service = bench.preparing(DATABASE)) {
            open = LargeCampaign.make(service, WITHOUT_CAPS, true);
            capped = LargeCampaign.make(service, CAPS, false);
        }
        try (var target = new Target(bench, DATABASE); var ceiling = bench.ceiling(DATABASE)) {
            // First, because answers that were stored before take memory too.
            if (groups.contains("memory")) {
                new MemoryRows(bench, target, open).measure(table);
            }
            if (groups.contains("intake") || groups.contains("reading")) {
                var intake = new IntakeRows(bench, target, ceiling, open, capped);
                intake.warmUp();
                if (groups.contains("intake")) {
                    intake.measure(table);
                }
            }
            if (groups.contains("reading")) {
                new ReadingRows(bench, target, ceiling, open).measure(table);
            }
            if (groups.contains("start")) {
                StartRows.jar(target, table);
            }
        }
        bench.drop(DATABASE);
    }
}
