package io.github.certpulse.survey.xlsform;

import static io.github.certpulse.survey.xlsform.FormReadings.violation;
import static io.github.certpulse.survey.xlsform.FormReadings.violations;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.xlsform.FormReading.Invalid;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Workbook;
import io.github.certpulse.testing.XlsxFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The violations of workbooks with mistakes. In the valid workbook row 3 is begin_group, 4 q1, 5 q2, and 8 q3.
@Fast
class XlsFormViolationsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"string-length(.) <= 1001", "string-length(.) <= 0", "string-length(.) < 1", ". > 3",
                    "regex(., 'a')", "string-length(.) <= 99999999999"})
    void refusesUnsupportedConstraints(String constraint) {
        assertThat(violations(Workbook.sound().set("survey", 8, "constraint", constraint)))
                .containsExactly("survey 8 constraint constraint-unsupported");
    }

    @Test
    void reportsEveryViolationAtOnceByItsPlace() {
        var workbook = Workbook.sound()
                .set("survey", 4, "type", "select_one nobody")
                .set("survey", 4, "required", "maybe")
                .set("survey", 5, "relevant", "${q9} = 'A'")
                .set("survey", 5, "required", "")
                .set("survey", 8, "relevant", "selected(${q2}, 'Z')")
                .set("survey", 8, "number", "many")
                .set("choices", 3, "name", "A")
                .set("choices", 5, "label", "")
                .set("choices", 6, "other_text", "perhaps")
                .set("settings", 2, "role", "PARENT")
                .set("settings", 2, "form_id", "Kurz!");
        assertThat(violations(workbook)).containsExactlyInAnyOrder(
                "survey 4 type list-unknown",
                "survey 4 required expression-malformed",
                "survey 5 relevant question-unknown",
                "survey 8 relevant option-unknown",
                "survey 8 number number-malformed",
                "choices 3 name choice-twice",
                "choices 5 label required",
                "choices 6 other_text flag-unknown",
                "settings 2 role word-unknown",
                "settings 2 form_id code-malformed");
        assertThat(((Invalid) FormReadings.read(workbook.bytes())).violations()).extracting(FormViolation::sheet)
                .isSortedAccordingTo(
                        (a, b) -> Integer.compare(
                                List.of("survey", "choices", "settings").indexOf(a),
                                List.of("survey", "choices", "settings").indexOf(b)));
    }

    @Test
    void reportsViolationsBetweenQuestionsAtTheirCells() {
        assertThat(violations(Workbook.sound().set("survey", 5, "relevant", "${q3} = 'A'"))).containsExactly(
                "survey 5 relevant question-not-earlier",
                "survey 5 relevant question-is-text");
        assertThat(
                violations(
                        Workbook.sound()
                                .set("survey", 5, "name", "q1")
                                .set("survey", 5, "relevant", "")
                                .set("survey", 5, "required", "")
                                .set("survey", 8, "relevant", "")))
                .containsExactly("survey 5 name id-duplicate");
        assertThat(violations(Workbook.sound().set("survey", 8, "number", 1)))
                .containsExactly("survey 8 number number-duplicate");
        assertThat(violations(Workbook.sound().set("survey", 8, "name", "q1_state").set("survey", 4, "type", "text")))
                .contains("survey 8 name variable-taken");
        assertThat(violations(Workbook.sound().set("choices", 5, "other_text", "yes")))
                .containsExactly("choices 6 name other-text-twice");
        assertThat(violations(Workbook.sound().set("survey", 4, "prefill", "school.city")))
                .containsExactly("survey 4 prefill prefill-needs-text");
        assertThat(violations(Workbook.sound().set("choices", 2, "level", "中职")))
                .containsExactly("survey 4 prefill levels-need-prefill");
        assertThat(
                violations(
                        Workbook.sound()
                                .set("survey", 4, "prefill", "school.level")
                                .set("choices", 2, "level", "中职")
                                .set("choices", 3, "level", "中职")))
                .containsExactly("choices 3 name level-twice");
    }

    @Test
    void saysOncePerKindWhatIsNotSupported() {
        var type = violation(
                Workbook.sound()
                        .set("survey", 5, "type", "integer")
                        .set("survey", 8, "type", "Integer")
                        .set("survey", 8, "constraint", ". > 3"));
        assertThat(type.code()).isEqualTo("type-unsupported");
        assertThat(type.row()).isEqualTo(5);
        assertThat(type.message().zh()).isEqualTo("第 5、8 行：不支持类型 integer");
        assertThat(type.message().en()).isEqualTo("Rows 5, 8: the type integer is not supported");
        var unknown = violation(Workbook.sound().set("survey", 8, "type", "question"));
        assertThat(unknown.message().en()).isEqualTo(
                "Rows 8: there is no type “question”; possible are select_one LIST, select_multiple LIST, text, note, "
                        + "begin_group, end_group");
        var column = violation(Workbook.sound().set("survey", 5, "choice_filter", "a = b"));
        assertThat(List.of(column.row(), column.column(), column.code()))
                .containsExactly(5, "choice_filter", "column-unsupported");
        assertThat(violation(Workbook.sound().set("survey", 8, "prefill", "school.name")).message().en())
                .endsWith("school.city, school.level");
    }

    @Test
    void reportsGroupsThatAreNotClosed() {
        assertThat(violations(Workbook.sound().delete("survey", 6))).containsExactly("survey 3 type group-unclosed");
        assertThat(violations(Workbook.sound().delete("survey", 9))).containsExactly("survey 7 type group-unclosed");
        assertThat(violations(Workbook.sound().insert("survey", 3, "end_group")))
                .containsExactly("survey 3 type group-unopened");
    }

    @Test
    void requiresWordsInTheTextsAroundTheQuestions() {
        assertThat(violations(Workbook.sound().set("survey", 11, "name", "introduction")))
                .containsExactly("survey 11 name note-twice");
        assertThat(violations(Workbook.sound().set("survey", 11, "label", " ")))
                .containsExactly("survey 11 label required");
    }

    @Test
    void requiresEveryCellOfAQuestion() {
        assertThat(violations(Workbook.sound().set("survey", 8, "type", ""))).contains("survey 8 type required");
        assertThat(violations(Workbook.sound().set("survey", 8, "label", "")))
                .containsExactly("survey 8 label required");
        assertThat(violations(Workbook.sound().insert("survey", 8, "text", "", "无名")))
                .containsExactly("survey 8 name required");
        assertThat(violations(Workbook.sound().set("survey", 8, "name", "第三题！")))
                .containsExactly("survey 8 name name-malformed");
        assertThat(violations(Workbook.sound().set("survey", 8, "name", "n".repeat(65))))
                .containsExactly("survey 8 name name-malformed");
        assertThat(violations(Workbook.sound().set("choices", 3, "name", "not sure")))
                .containsExactly("choices 3 name choice-name-malformed");
        assertThat(violations(Workbook.sound().set("survey", 4, "type", "select_one")))
                .containsExactly("survey 4 type list-missing");
        assertThat(violations(Workbook.sound().set("survey", 4, "constraint", "count-selected(.) <= 5")))
                .containsExactly("survey 4 constraint constraint-unsupported");
        assertThat(violations(Workbook.sound().set("survey", 5, "relevant", "false()")))
                .containsExactly("survey 5 relevant never-asked");
        assertThat(violations(Workbook.sound().set("survey", 8, "relevant", "${q2} = 'B'")))
                .containsExactly("survey 8 relevant equals-on-multiple");
    }

    @Test
    void requiresTheSheetsAndColumns() {
        assertThat(violations(Workbook.sound().without("settings"))).contains("settings 1  sheet-missing");
        assertThat(violations(Workbook.sound().without("survey")))
                .contains("survey 1  sheet-missing", "survey 1 type questions-missing");
        assertThat(violations(Workbook.sound().without("choices")))
                .contains("survey 4 type list-unknown", "survey 5 type list-unknown")
                .noneMatch(violation -> violation.startsWith("choices"));
        assertThat(violations(Workbook.sound().set("survey", 1, "label", "texts")))
                .contains("survey 1 label column-missing");
        assertThat(violations(Workbook.sound().set("survey", 1, "hint", "label")))
                .contains("survey 1 label column-duplicate");
        assertThat(violations(Workbook.sound().rows("settings", List.of("form_title", "form_id", "role"))))
                .containsExactlyInAnyOrder(
                        "settings 2 form_title required",
                        "settings 2 form_id required",
                        "settings 2 role required");
        assertThat(violations(Workbook.sound().insert("settings", 3, "又一份", "other", "STUDENT")))
                .containsExactly("settings 3  settings-twice");
    }

    @Test
    void describesAViolationInBothLanguages() {
        var violation = violation(
                Workbook.sound()
                        .set("survey", 5, "required", "")
                        .set("survey", 5, "relevant", "${q3} != 'A'")
                        .set("survey", 8, "type", "select_one yesno")
                        .set("survey", 8, "constraint", "")
                        .set("survey", 8, "relevant", ""));
        assertThat(violation.message().zh()).isEqualTo("q2 的显示条件（relevant）引用了 q3，该题不在本题之前");
        assertThat(violation.message().en())
                .isEqualTo("q2's relevant refers to q3, which is not an earlier question");
    }

    @Test
    void refusesFilesThatAreNotWorkbooks() {
        assertThat(violations("type,name,label".getBytes(UTF_8))).containsExactly(" 1  format-unsupported");
        assertThat(violations(new byte[0])).containsExactly(" 1  format-unsupported");
        assertThat(violations(XlsxFiles.workbook(new LinkedHashMap<>(Map.of("名单", List.of(List.of("school")))))))
                .contains("survey 1  sheet-missing", "settings 1  sheet-missing");
    }
}
