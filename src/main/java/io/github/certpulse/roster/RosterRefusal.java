package io.github.certpulse.roster;

import java.io.IOException;

/// The end of reading a file that cannot be a roster, or costs too much: it carries the one fault to report.
/// Leaves this package never.
final class RosterRefusal extends IOException {
    private final transient RosterFault fault;

    RosterRefusal(RosterFault fault) {
        super(fault.code());
        this.fault = fault;
    }

    RosterFault fault() {
        return fault;
    }
}
