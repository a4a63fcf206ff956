package io.github.certpulse.faults.scenario;

import io.github.certpulse.faults.check.Finding;
import io.github.certpulse.faults.check.Findings;
import io.github.certpulse.faults.check.Vitals;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// How a run ended.
///
/// @param acknowledged  sheets with a receipt
/// @param pause         the longest time without a newly stored sheet
/// @param answeredAfter seconds from healing to the next stored sheet
/// @param countedAfter  seconds from healing until counts were right everywhere
/// @param before        threads and memory under load before the fault
/// @param after         the same in the end
record Outcome(
        Scenario<?> scenario,
        Findings findings,
        long acknowledged,
        Duration pause,
        OptionalDouble answeredAfter,
        OptionalDouble countedAfter,
        Optional<Vitals> before,
        Optional<Vitals> after) {

    /// Whether it shows what it should: nothing, or in a control everything that it must find.
    boolean isAsExpected() {
        return scenario.isControl()
                ? findings.numbers().keySet().containsAll(scenario.expected())
                        && findings.number(Finding.BROKEN) == 0
                : findings.numbers().isEmpty();
    }
}
