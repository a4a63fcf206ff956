package io.github.certpulse.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.faults.scenario.Runs;
import io.github.certpulse.faults.scenario.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The short form of the harness.
@Tag("faults")
class FaultsTest {

    @Test
    void nothingIsLostAndTheControlsAreSeen() {
        assertThat(Runs.carryOut(Scenario::brief, false)).as("the table in target/faults/report.md").isTrue();
    }
}
