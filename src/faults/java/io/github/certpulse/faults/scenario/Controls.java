package io.github.certpulse.faults.scenario;

import io.github.certpulse.faults.check.Finding;
import io.github.certpulse.faults.server.Dishonesty;
import io.github.certpulse.faults.server.MariaDb.Installation;
import io.github.certpulse.faults.server.SingleMachine;
import io.github.certpulse.faults.server.SingleMachine.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Servers of which it is known what they do wrong. If the harness does not see it, it proves nothing.
final class Controls {
    private static final int A_WHILE = 600;
    private static final String NO_COMPILER = "there is no C compiler (cc), or this is not Linux";
    private final Installation installation;

    Controls(Installation installation) {
        this.installation = installation;
    }

    List<Scenario<SingleMachine>> all() {
        var controls = new ArrayList<Scenario<SingleMachine>>();
        controls.add(
                control(
                        "control: commits are written once a second, database killed",
                        Layout.USUAL.withDatabaseOptions("--innodb-flush-log-at-trx-commit=0"),
                        (servers, stage) -> {
                            servers.mariaDb().process().kill();
                            stage.awaitMissed(1);
                            stage.heal(servers.mariaDb().process()::start);
                        },
                        true,
                        Finding.LOST));
        controls.add(
                control(
                        "control: commits are not synced, power cut",
                        Layout.USUAL.withFailingDatabaseMachine()
                                .withDatabaseOptions("--innodb-flush-log-at-trx-commit=2"),
                        MachineFaults::cutPower,
                        false,
                        Finding.LOST));
        controls.add(dishonest(Dishonesty.ACKNOWLEDGES_BEFORE_THE_COMMIT, true, Finding.LOST));
        controls.add(dishonest(Dishonesty.LOSES_ONE_OF_SEVERAL, false, Finding.LOST));
        controls.add(dishonest(Dishonesty.STORES_TWICE, true, Finding.DOUBLED));
        controls.add(dishonest(Dishonesty.REFUSES_WHAT_IT_HAS_STORED, true, Finding.REFUSED_BUT_STORED));
        controls.add(dishonest(Dishonesty.STORES_SOMETHING_ELSE, false, Finding.LOST, Finding.DOUBLED));
        controls.add(dishonest(Dishonesty.CHANGES_RECEIPTS, false, Finding.INCONSISTENT));
        controls.add(dishonest(Dishonesty.COUNTS_TOO_HIGH, true, Finding.ABOVE));
        controls.add(dishonest(Dishonesty.STOPS_COUNTING, false, Finding.COUNTS_LATE));
        return controls;
    }

    private Scenario<SingleMachine> dishonest(Dishonesty dishonesty, boolean brief, Finding... expected) {
        return control(
                "control: a service that " + dishonesty.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                Layout.USUAL.behind(dishonesty),
                (servers, stage) -> {
                    servers.beDishonest();
                    stage.awaitStored(A_WHILE);
                    stage.feel();
                    stage.heal(() -> {});
                },
                brief,
                expected);
    }

    private Scenario<SingleMachine> control(
            String name,
            Layout layout,
            Scenario.Fault<SingleMachine> fault,
            boolean brief,
            Finding... expected) {
        return new Scenario<>(
                name,
                run -> SingleMachine.start(run, installation, layout),
                fault,
                Set.copyOf(Stream.of(expected).toList()),
                layout.isPossible() ? Optional.empty() : Optional.of(NO_COMPILER),
                brief);
    }
}
