package io.github.certpulse.survey.xlsform;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.certpulse.survey.xlsform.FormReading.Invalid;
import io.github.certpulse.survey.xlsform.FormReading.Readable;
import io.github.certpulse.testing.Attack;
import io.github.certpulse.testing.Workbook;

/// Whatever the cells of a questionnaire's workbook say, the workbook is read or refused with its violations.
@Attack
class XlsFormFuzzTest {
    private static final String[] COLUMNS =
            {"type", "name", "label", "hint", "required", "relevant", "constraint", "number", "prefill"};
    private static final String[] VALUES = {"${q1} = 'A'", "selected(${q2}, 'B')", "not(${q1} = 'A') or . = ''",
            "string-length(.) <= 10", "count-selected(.) < 3", "select_one yesno", "select_multiple ways or_other",
            "begin_group", "end_group", "text", "note", "q1", "yes", "school.city", "-1", "1e9"};
    private static final int FIRST_ROW = 2;
    private static final int LAST_ROW = 14;
    private static final int MAX_LENGTH = 200;

    @FuzzTest(maxDuration = "15s")
    void readsOrRefuses(FuzzedDataProvider data) {
        switch (reading(data)) {
            case Readable readable -> assertThat(readable.definition().questions()).isNotEmpty();
            case Invalid(var violations) -> assertThat(violations).isNotEmpty();
        }
    }

    static FormReading reading(FuzzedDataProvider data) {
        var workbook = Workbook.sound();
        for (var changes = data.consumeInt(1, 4); changes > 0; changes--) {
            workbook.set(
                    "survey",
                    data.consumeInt(FIRST_ROW, LAST_ROW),
                    data.pickValue(COLUMNS),
                    data.consumeBoolean() ? data.pickValue(VALUES) : data.consumeString(MAX_LENGTH));
        }
        return new XlsFormReader().read(workbook.bytes());
    }
}
