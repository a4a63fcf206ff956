package io.github.certpulse.rows;

import io.github.certpulse.load.Run.People;
import io.github.certpulse.load.Run;
import io.github.certpulse.machine.OperatorsCommand;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The same work with few and with many stored responses.
final class GrowthRows {
    /// Its number is that of a logical database in Redis which no other service uses.
    private static final String DATABASE = "benchmark_15";
    private static final int CONNECTIONS = 16;
    private static final int OK = 200;
    /// Longer than the benchmark takes altogether, so that it rather ends in time with the rows it has.
    private static final int SECONDS_TO_COUNT = 1200;
    private static final double SECONDS_TO_BEGIN = 20;
    private static final int FIRST = 1000;
    private static final long MILLIS_BETWEEN = 100;
    private static final String WITHOUT_CAPS = "{}";
    private final Bench bench;
    private final LargeCampaign campaign;
    private final SequencedMap<String, List<Sample>> samples = new LinkedHashMap<>();

    GrowthRows(Bench bench) {
        this.bench = bench;
        bench.drop(DATABASE);
        try (var service = bench.preparing(DATABASE)) {
            campaign = LargeCampaign.make(service, WITHOUT_CAPS, false);
        }
    }

    void measure(Table table) throws InterruptedException {
        try (var target = new Target(bench, DATABASE)) {
            for (var size : bench.options().growth()) {
                fill(target, size);
                target.restart(OperatorsCommand.forResponses(size));
                awaitCounted(target, target.stored());
                measure(target);
                print(table, size);
            }
        }
        bench.drop(DATABASE);
    }

    /// The first responses are handed in; the others are copies of them.
    private void fill(Target target, int size) {
        var start = System.nanoTime();
        if (target.stored() == 0) {
            var sheets = target.file("sheets", target.texts().sheets(campaign.schools(), false));
            target.submit(sheets, CONNECTIONS, SECONDS_TO_BEGIN, Math.min(size, FIRST));
        }
        try (var database = TestDatabase.of(DATABASE)) {
            database.multiplyResponses(size);
        }
        System.out.printf("%,d responses stored after %.0f s%n", target.stored(), (System.nanoTime() - start) / 1e9);
    }

    private void awaitCounted(Target target, int responses) throws InterruptedException {
        var office = target.visitor().with(campaign.officeToken());
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_COUNT);
        while (true) {
            var total = office.get(campaign.path() + "/progress").expect(OK).json();
            if (Reply.at(total, "total.teachers.received").getIntValue() == responses) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "Progress shows %s of %d responses"
                                .formatted(Reply.at(total, "total.teachers.received").getIntValue(), responses));
            }
            Thread.sleep(MILLIS_BETWEEN);
        }
    }

    private void measure(Target target) {
        var sheets = target.file("sheets", target.texts().sheets(campaign.schools(), false));
        var office = List.of(campaign.officeToken());
        var seconds = bench.options().seconds();
        var works = new LinkedHashMap<String, Supplier<Sample>>();
        works.put("submit", () -> target.submit(sheets, CONNECTIONS, seconds));
        works.put("entry", reading(target, "entries", target.texts().entries(campaign.schools(), false)));
        works.put(
                "campaign progress",
                reading(target, "progress", target.texts().get(campaign.path() + "/progress", office)));
        works.put(
                "results of teachers",
                reading(target, "results", target.texts().get(campaign.path() + "/results?role=TEACHER", office)));
        works.values().forEach(WarmUp::of);
        works.forEach((name, work) -> samples.computeIfAbsent(name, _ -> new ArrayList<>()).add(work.get()));
    }

    private Supplier<Sample> reading(Target target, String file, List<String> templates) {
        Run run = target.reading(target.file(file, templates), People.NOBODY, CONNECTIONS, OK);
        return () -> target.read(run);
    }

    private void print(Table table, int size) {
        samples.forEach(
                (name, all) -> table.add("%s, %,d stored".formatted(name, size), all.getLast(), all.getFirst()));
    }
}
