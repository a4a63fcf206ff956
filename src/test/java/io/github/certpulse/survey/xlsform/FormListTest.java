package io.github.certpulse.survey.xlsform;

import static io.github.certpulse.survey.xlsform.FormReadings.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Workbook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Small forms, each with one cell of its own, and whether it is accepted or with which message it is refused. In the
/// valid workbook row 4 is q1, 5 q2, and 8 q3.
@Fast
class FormListTest {
    private static final String ACCEPTED = "accepted";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"select_one yesno | accepted", "Select_One yesno | accepted", "SELECT_ONE yesno | accepted",
                    "select one yesno | accepted", "select_one  yesno | accepted", "select-one yesno | accepted",
                    "select_one-yesno | accepted", "select1 yesno | accepted", "select_one\u00a0yesno | accepted",
                    "'select_one yesno\u3000' | accepted", "单选 yesno | accepted", "单选题 yesno | accepted",
                    "单选：yesno | accepted", "select_multiple yesno | equals-on-multiple",
                    "多选 yesno | equals-on-multiple", "select all that apply yesno | equals-on-multiple",
                    "select_one yesno or_other | accepted", "select_one yesno or specify other | accepted",
                    "select_one | list-missing", "select_one nolist | list-unknown",
                    "select_one_from_file a.csv | type-unsupported",
                    "select_multiple_from_file a.csv | type-unsupported", "rank yesno | type-unsupported",
                    "integer | type-unsupported", "整数 | type-unsupported", "decimal | type-unsupported",
                    "range | type-unsupported", "date | type-unsupported", "日期 | type-unsupported",
                    "dateTime | type-unsupported", "time | type-unsupported", "image | type-unsupported",
                    "audio | type-unsupported", "video | type-unsupported", "file | type-unsupported",
                    "geopoint | type-unsupported", "barcode | type-unsupported", "acknowledge | type-unsupported",
                    "calculate | not-collected-used", "today | not-collected-used", "hidden | not-collected-used",
                    "ask | type-unknown"})
    void typesOfTheFirstQuestion(String type, String result) {
        assertThat(result(Workbook.sound().set("survey", 4, "type", type))).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text", "Text", "TEXT", "string", "文本", "填空题", "简答题", "note", "说明", "calculate", "start",
                    "Device ID", "username", "audit", "begin group", "文本 "})
    void typesOfTheLastRow(String type) {
        var workbook = Workbook.sound().set("survey", 8, "type", type).set("survey", 8, "constraint", "");
        var result = result(workbook);
        assertThat(result).isEqualTo(type.equals("begin group") ? "group-unclosed" : ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '@',
            value = {"${q1} = 'A' | accepted", "${q1} = ‘A’ | accepted", "${q1} = “A” | accepted",
                    "${q1} = `A` | accepted", "（${q1}='A'） | accepted", "selected(${q1}，'A') | accepted",
                    "＄｛q1｝='A' | accepted", "${q1}＝'A' | accepted", "${q1} == 'A' | accepted",
                    "${q1} = 'A' AND ${q1} != 'B' | accepted", "${q1} = 'A' OR ${q1} = 'B' | accepted",
                    "@${q1} = 'A'\nor ${q1} = 'B'@ | accepted", "not(${q1} = 'A') | accepted",
                    "${q1} != '' | accepted", "${q1} = '' | accepted", "count-selected(${q1}) > 0 | accepted",
                    "TRUE | accepted", "true() | accepted", "false() | never-asked",
                    "count-selected(${q2}) > 1 | question-not-earlier", "${q1} > 1 | order-needs-numbers",
                    "${q1} = 1 | option-unknown", "${q1} = 'a' | option-unknown", "${q1} = 'Z' | option-unknown",
                    "${q77} = 'A' | question-unknown", "${q3} = 'x' | question-not-earlier question-is-text",
                    "if(${q1}='A', true(), false()) | function-unknown",
                    "selected-at(${q1},0) = 'A' | function-unknown", "q1 = 'A' | expression-malformed",
                    "$q1 = 'A' | expression-malformed", "field-list | expression-malformed",
                    "${q1} = 'A' or 'B' | expression-malformed", "${q1} + 1 = 2 | operator-unknown"})
    void conditionsOfTheSecondQuestion(String relevant, String result) {
        assertThat(result(Workbook.sound().set("survey", 5, "relevant", relevant))).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "Yes", "TRUE", "1", "1.0", "Y", "是", "必填", "√", "no", "N", "否", "选填", "0", ""})
    void yesAndNo(String written) {
        assertThat(result(Workbook.sound().set("survey", 4, "required", written))).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"string-length(.) <= 200,accepted", "string-length( . )<=200,accepted",
            "string-length(.) < 200,accepted",
            "string-length（.）＜＝200,accepted", "string-length(.) >= 5,constraint-unsupported",
            "'regex(., ''a'')',constraint-unsupported", ". >= 0 and . <= 120,constraint-unsupported"})
    void constraintsOfTheText(String constraint, String result) {
        assertThat(result(Workbook.sound().set("survey", 8, "constraint", constraint))).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"strongagree", "18-24", "-99", "1.5", "not_sure", "01", "是", "TRUE", "A.B-c_d"})
    void namesOfOptions(String name) {
        assertThat(result(Workbook.sound().set("choices", 3, "name", name))).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"form_id,Field-Case", "form_id,field.case", "form_id,field_case", "form_id,教师问卷", "version,v1",
            "version,2026-11-26", "version,2026112601", "version,20240515143545", "version,46352", "version,1",
            "role,teacher", "role,教师", "role,教师问卷", "role,老师", "default_language,English (en)"})
    void settings(String column, String value) {
        assertThat(result(Workbook.sound().set("settings", 2, column, value))).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"label::Chinese (zh)", "label:: Chinese (zh)", "label:Chinese", "Label::中文", "label ",
                    "label::English (en)", "题目"})
    void headingsOfTheLabel(String heading) {
        assertThat(result(Workbook.sound().set("survey", 1, "label", heading))).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"appearance", "default", "read_only", "guidance_hint", "parameters", "constraint_message",
                    "required_message", "calculation", "image", "media::image", "bind::x", "备注", "label::French (fr)"})
    void furtherColumns(String heading) {
        assertThat(result(Workbook.sound().set("survey", 4, heading, "x"))).isEqualTo(ACCEPTED);
    }

    @Test
    void columnsThatChangeTheForm() {
        assertThat(result(Workbook.sound().set("survey", 4, "choice_filter", "x=1"))).isEqualTo("column-unsupported");
        assertThat(result(Workbook.sound().set("survey", 1, "relevant", "bind::relevant"))).isEqualTo(ACCEPTED);
        assertThat(
                result(
                        Workbook.sound()
                                .set("survey", 1, "label", "label::English (en)")
                                .set("survey", 4, "label::French (fr)", "x")))
                .isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Survey", "SURVEY", " survey", "问卷"})
    void namesOfSheets(String title) {
        var workbook = Workbook.sound();
        var rows = List.of(
                List.<Object>of("type", "name", "label"),
                List.<Object>of("select_one yesno", "q1", "是否参加？"));
        assertThat(result(workbook.without("survey").rows(title, rows.getFirst(), rows.getLast())))
                .isEqualTo(ACCEPTED);
    }

    @Test
    void aConditionThatNamesAQuestionSeveralTimes() {
        assertThat(violations(Workbook.sound().set("survey", 5, "relevant", "count-selected(${q2}) > 1")))
                .containsExactly("survey 5 relevant question-not-earlier");
    }

    /// The codes of all violations, or that there are none.
    private static String result(Workbook workbook) {
        var codes = violations(workbook).stream()
                .map(violation -> violation.substring(violation.lastIndexOf(' ') + 1))
                .distinct()
                .toList();
        return codes.isEmpty() ? ACCEPTED : String.join(" ", codes);
    }
}
