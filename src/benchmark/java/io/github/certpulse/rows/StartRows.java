package io.github.certpulse.rows;

import io.github.certpulse.machine.EmbeddedStart;
import io.github.certpulse.machine.OperatorsCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// From the start of a process to its first answer.
final class StartRows {
    private static final String SECONDS = "%.2f";

    private StartRows() {}

    /// The jar with and without its cache of classes, in turn.
    static void jar(Target target, Table table) {
        var without = new ArrayList<Double>();
        var with = new ArrayList<Double>();
        for (var round = 0; round < Rounds.NUMBER; round++) {
            without.add(target.restart(OperatorsCommand.withoutCache()));
            if (OperatorsCommand.hasCache()) {
                with.add(target.restart(OperatorsCommand.withCache()));
            }
        }
        table.add("jar to its first 200", Spread.of(without).shown(SECONDS, " s"), "≤ 2.5 s");
        table.add(
                "jar to its first 200, AOT cache",
                with.isEmpty() ? "no AOT cache: mvn package -Paot makes it" : Spread.of(with).shown(SECONDS, " s"),
                "≤ 1.2 s");
    }

    /// `mvn compile exec:exec`, everything compiled, unpacked and loaded before.
    static void development(Path directory, Table table) {
        var data = directory.resolve("embedded");
        var output = directory.resolve("embedded.log");
        EmbeddedStart.seconds(data, output);
        var seconds = List.of(EmbeddedStart.seconds(data, output), EmbeddedStart.seconds(data, output));
        table.add("mvn compile exec:exec, warm, to its first 200", Spread.of(seconds).shown(SECONDS, " s"), "≤ 6 s");
    }
}
