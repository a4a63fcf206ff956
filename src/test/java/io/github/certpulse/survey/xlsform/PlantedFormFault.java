package io.github.certpulse.survey.xlsform;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.certpulse.survey.xlsform.FormReading.Invalid;

/// A fault that a search through workbooks must find.
public final class PlantedFormFault {

    private PlantedFormFault() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        if (XlsFormFuzzTest.reading(data) instanceof Invalid(var violations)
                && violations.stream().anyMatch(violation -> violation.column().equals("constraint"))) {
            throw new IllegalStateException("planted");
        }
    }
}
