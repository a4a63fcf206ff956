package io.github.certpulse.faults.scenario;

import io.github.certpulse.faults.cluster.GaleraSeed;
import io.github.certpulse.faults.server.MariaDb.Installation;
import io.github.certpulse.faults.server.RunDirectory;
import io.github.certpulse.faults.server.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Carries out scenarios one after another, each with fresh servers.
public final class Runs {
    private static final Path REPORTS = Path.of("target", "faults");
    private static final Path PAGE = Path.of("src/site/markdown/faults.md");

    private Runs() {}

    /// @param wanted  which of them
    /// @param records whether the results are written into the page of the site
    /// @return whether all of them held, and all controls were seen
    public static boolean carryOut(Predicate<Scenario<?>> wanted, boolean records) {
        try (var run = RunDirectory.create()) {
            Files.createDirectories(REPORTS);
            var report = new Report();
            for (var scenario : all(run)) {
                if (wanted.test(scenario)) {
                    carryOut(scenario, report);
                }
            }
            Files.writeString(REPORTS.resolve("report.md"), report.markdown());
            System.out.println("\n" + report.markdown());
            if (records) {
                report.record(PAGE);
            }
            return report.isGreen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Scenario<?>> all(RunDirectory run) {
        var installation = Installation.in(run);
        var all = new ArrayList<Scenario<?>>(new SingleMachineScenarios(installation).all());
        all.addAll(new Controls(installation).all());
        all.addAll(new ClusterScenarios(new GaleraSeed(run)).all());
        return all;
    }

    private static <S extends Servers> void carryOut(Scenario<S> scenario, Report report) {
        if (scenario.missing().isPresent()) {
            report.skip(scenario, scenario.missing().get());
            return;
        }
        System.out.println("-- " + scenario.name());
        try (var own = RunDirectory.create()) {
            var journal = REPORTS.resolve(scenario.name().replaceAll("[^A-Za-z0-9]+", "-") + ".journal");
            report.add(ScenarioRun.of(scenario, own, journal));
        }
    }
}
