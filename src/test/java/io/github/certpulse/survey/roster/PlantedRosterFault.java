package io.github.certpulse.survey.roster;

import io.github.certpulse.survey.roster.RosterReading.Readable;

/// A fault that a search through rosters must find.
public final class PlantedRosterFault {
    private static final int FEW = 10;

    private PlantedRosterFault() {}

    public static void fuzzerTestOneInput(byte[] file) {
        if (new RosterReader().read(file) instanceof Readable(var rows)
                && rows.stream().anyMatch(row -> row.registeredStudents() < FEW)) {
            throw new IllegalStateException("planted");
        }
    }
}
