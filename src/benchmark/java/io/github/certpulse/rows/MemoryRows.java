package io.github.certpulse.rows;

import io.github.certpulse.load.Load;
import io.github.certpulse.load.Run.People;
import io.github.certpulse.load.Run;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The memory of a freshly started service, and how soon a stored sheet is counted while it is under load.
final class MemoryRows {
    private static final int FEW = 16;
    private static final int MANY = 64;
    private static final int OK = 200;
    private static final long MILLIS_TO_SETTLE = 4000;
    /// Longer than other loads, so that memory grows as far as it will.
    private static final double FACTOR = 4;
    private static final int MAX_PROBES = 12;
    private static final String MIB = "%.0f MiB";
    private final Bench bench;
    private final Target target;
    private final LargeCampaign campaign;

    MemoryRows(Bench bench, Target target, LargeCampaign campaign) {
        this.bench = bench;
        this.target = target;
        this.campaign = campaign;
    }

    void measure(Table table) throws InterruptedException {
        target.restart();
        Thread.sleep(MILLIS_TO_SETTLE);
        table.add("RSS after start", MIB.formatted(target.service().running().residentMib()), "≤ 220 MiB");
        submit(table);
        readProgress(table);
    }

    private void submit(Table table) {
        // The last school's sheets are those of the probes.
        var schools = campaign.schools().subList(0, campaign.schools().size() - 1);
        var sheets = target.file("sheets-memory", target.texts().sheets(schools, false));
        var freshness = new Freshness(target, campaign, campaign.schools().getLast());
        WarmUp.of(() -> target.submit(sheets, FEW, bench.options().seconds()));
        var before = target.stored();
        var load = send(target.submission(sheets, MANY, FACTOR * bench.options().seconds(), Integer.MAX_VALUE));
        while (!load.isDone() && freshness.sheets() < MAX_PROBES) {
            freshness.probe();
        }
        var acknowledged = load.join().answers() + freshness.sheets();
        if (target.stored() - before != acknowledged) {
            throw new IllegalStateException(
                    "%d sheets were acknowledged, but %d stored".formatted(acknowledged, target.stored() - before));
        }
        table.add("RSS under submit load, 64 connections", greatest(), "≤ 300 MiB");
        table.add(
                "from a 201 to progress that shows it, at %,.0f submits/s".formatted(load.join().rate()),
                freshness.seconds().shown("%.2f", " s"),
                "≤ 2 s");
    }

    private void readProgress(Table table) {
        var progress = target.file(
                "progress-memory",
                target.texts()
                        .get(campaign.path() + "/progress", List.of(campaign.officeToken()), "Accept-Encoding: gzip"));
        send(target.reading(progress, People.NOBODY, MANY, OK, 2 * bench.options().seconds())).join();
        table.add("RSS after campaign progress, 64 connections", greatest(), "≤ 300 MiB");
    }

    private String greatest() {
        return MIB.formatted(target.service().running().greatestResidentMib());
    }

    private CompletableFuture<Load> send(Run run) {
        return CompletableFuture.supplyAsync(() -> bench.generator().send(run));
    }
}
