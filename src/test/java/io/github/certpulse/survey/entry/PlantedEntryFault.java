package io.github.certpulse.survey.entry;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/// A fault that a search through entry codes must find.
public final class PlantedEntryFault {

    private PlantedEntryFault() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        var typed = data.consumeRemainingAsString();
        if (EntryCode.parse(typed).isPresent() && typed.contains(" ")) {
            throw new IllegalStateException("planted");
        }
    }
}
