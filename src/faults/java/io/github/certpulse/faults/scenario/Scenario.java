package io.github.certpulse.faults.scenario;

import io.github.certpulse.faults.check.Finding;
import io.github.certpulse.faults.server.RunDirectory;
import io.github.certpulse.faults.server.Servers;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A fault and what it happens to.
///
/// @param start    starts the servers
/// @param fault    what happens while people answer
/// @param expected what a control must find, all of it; empty for a scenario, which must find nothing
/// @param missing  why it cannot run on this machine
/// @param brief    whether it belongs to the short form
public record Scenario<S extends Servers>(
        String name,
        Function<RunDirectory, S> start,
        Fault<S> fault,
        Set<Finding> expected,
        Optional<String> missing,
        boolean brief) {

    public Scenario {
        expected = Set.copyOf(expected);
    }

    /// Lets something fail while people answer, and ends it through [Stage#heal].
    public interface Fault<S extends Servers> {
        void happen(S servers, Stage stage) throws Exception;
    }

    public boolean isControl() {
        return !expected.isEmpty();
    }
}
