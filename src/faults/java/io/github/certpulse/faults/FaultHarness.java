package io.github.certpulse.faults;

import io.github.certpulse.faults.scenario.Runs;

/// Lets everything fail that the service depends on while people answer, and shows that nothing is lost:
/// `mvn -Pfaults -DskipTests package exec:exec`. It ends with an error where something was lost, doubled, counted wrong
/// or not answered, and where a control was not seen.
///
/// The environment can ask for less: `FAULTS_FORM=short` for the short form, `FAULTS_ONLY=<pattern of names>` for some.
/// Only a complete run writes its results into `src/site/markdown/faults.md`.
public final class FaultHarness {

    private FaultHarness() {}

    public static void main(String[] arguments) {
        var onlyBrief = "short".equals(System.getenv("FAULTS_FORM"));
        var part = System.getenv().getOrDefault("FAULTS_ONLY", "");
        var start = System.nanoTime();
        var holds = Runs.carryOut(
                scenario -> (scenario.brief() || !onlyBrief) && scenario.name().matches(".*(" + part + ").*"),
                !onlyBrief && part.isEmpty());
        System.out.printf("%.0f s%n", (System.nanoTime() - start) / 1e9);
        System.exit(holds ? 0 : 1);
    }
}
