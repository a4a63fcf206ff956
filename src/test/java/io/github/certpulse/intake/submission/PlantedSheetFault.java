package io.github.certpulse.intake.submission;

import io.github.certpulse.platform.problem.ProblemException;

/// A fault that a search through sheets must find.
public final class PlantedSheetFault {
    private static final int SHORT = 10;

    private PlantedSheetFault() {}

    public static void fuzzerTestOneInput(byte[] body) {
        try {
            if (SubmittedSheet.read(body).elapsedSeconds().orElse(SHORT) < SHORT) {
                throw new IllegalStateException("planted");
            }
        } catch (ProblemException refused) {
            // As it should be.
            return;
        }
    }
}
