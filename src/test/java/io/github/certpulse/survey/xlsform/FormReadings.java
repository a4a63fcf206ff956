package io.github.certpulse.survey.xlsform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.sheet.Sheet;
import io.github.certpulse.survey.xlsform.FormReading.Invalid;
import io.github.certpulse.survey.xlsform.FormReading.Readable;
import io.github.certpulse.testing.Workbook;
import java.util.List;

/// Reads workbooks in tests.
final class FormReadings {
    private FormReadings() {}

    static FormReading read(byte[] file) {
        return new XlsFormReader().read(file);
    }

    /// The questionnaire in a valid workbook.
    static Readable readable(Workbook workbook) {
        return switch (read(workbook.bytes())) {
            case Readable readable -> readable;
            case Invalid(var violations) -> throw new AssertionError(violations);
        };
    }

    static Definition definition(Workbook workbook) {
        return readable(workbook).definition();
    }

    /// The only violation of a workbook.
    static FormViolation violation(Workbook workbook) {
        var violations = ((Invalid) read(workbook.bytes())).violations();
        assertThat(violations).hasSize(1);
        return violations.getFirst();
    }

    static List<String> violations(Workbook workbook) {
        return violations(workbook.bytes());
    }

    static List<String> violations(byte[] file) {
        return violations(read(file));
    }

    /// Sheet, row, column and code of every violation; none for a readable workbook.
    static List<String> violations(FormReading reading) {
        return switch (reading) {
            case Readable _ -> List.of();
            case Invalid(var violations) -> violations.stream()
                    .map(
                            violation -> "%s %d %s %s".formatted(
                                    violation.sheet(),
                                    violation.row(),
                                    violation.column(),
                                    violation.code()))
                    .toList();
        };
    }
}
