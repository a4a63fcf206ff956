package io.github.certpulse.survey.xlsform;

import static io.github.certpulse.survey.xlsform.FormReadings.definition;
import static io.github.certpulse.survey.xlsform.FormReadings.readable;
import static io.github.certpulse.survey.xlsform.FormReadings.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Workbook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reading workbooks in the forms in which authors write them. In the valid workbook row 3 is begin_group, 4 q1, 5 q2,
/// and 8 q3.
@Fast
class XlsFormReaderTest {
    @Test
    void readsAValidWorkbook() {
        var read = readable(Workbook.sound());
        assertThat(read.versionStated()).isFalse();
        var definition = read.definition();
        assertThat(
                List.of(
                        definition.code(),
                        definition.title(),
                        definition.introduction(),
                        definition.contactIntroduction(),
                        definition.closing()))
                .containsExactly("short", "短问卷", "请填写。", "可以留下联系方式。", "谢谢！");
        assertThat(definition.role()).isEqualTo(Role.TEACHER);
        assertThat(definition.sections()).containsExactly(
                new Definition.Section("一、基本信息", List.of("q1", "q2")),
                new Definition.Section("二、建议", List.of("q3")));
        var first = definition.question("q1").orElseThrow();
        assertThat(first.options().keySet()).containsExactly("A", "B");
        assertThat(first.note()).contains("如选否，请答第3题。");
        assertThat(first.required()).isEqualTo(new Condition.Always());
        var second = definition.question("q2").orElseThrow();
        assertThat(second.kind()).isInstanceOf(Kind.Multiple.class);
        assertThat(second.required()).isEqualTo(new Condition.In("q1", Set.of("A"))).isEqualTo(second.visibleWhen());
        assertThat(second.options().get("C").otherText()).isTrue();
        assertThat(definition.question("q3").orElseThrow().kind()).isEqualTo(new Kind.Text(500));
    }

    @Test
    void readsTheSameQuestionnaireFromOtherLayouts() {
        var sound = definition(Workbook.sound());
        assertThat(
                definition(
                        Workbook.sound()
                                .insert("survey", 2)
                                .insert("survey", 5, "", " ", "\u3000")
                                .insert("choices", 3)))
                .isEqualTo(sound);
        assertThat(definition(Workbook.sound().set("survey", 4, "label", " \u3000是否参加？ \n"))).isEqualTo(sound);
        assertThat(
                definition(
                        Workbook.sound()
                                .rows(
                                        "settings",
                                        List.of("role", "form_id", "form_title"),
                                        List.of("教师", "short", "短问卷"))))
                .isEqualTo(sound);
        assertThat(
                definition(
                        Workbook.sound()
                                .set("survey", 3, "type", "begin group")
                                .set("survey", 4, "type", "select one  yesno")))
                .isEqualTo(sound);
        assertThat(
                definition(
                        Workbook.sound()
                                .set("survey", 1, "label", "label::Chinese (zh)")
                                .set("survey", 1, "hint", "hint::中文")
                                .set("choices", 1, "label", "Label::Chinese (zh)")))
                .isEqualTo(sound);
        assertThat(
                definition(
                        Workbook.sound()
                                .set("choices", 1, "list_name", "list name")
                                .set("survey", 1, "type", " Type ")))
                .isEqualTo(sound);
        assertThat(definition(Workbook.sound().rows("说明", List.of("随便写写")))).isEqualTo(sound);
    }

    @Test
    void prefersTheChineseColumnAmongSeveralLanguages() {
        var workbook = Workbook.sound().set("survey", 1, "label", "label::English (en)");
        for (int row = 2; row <= 11; row++) {
            workbook.set("survey", row, "label::Chinese (zh)", "中" + row).set("survey", row, "label", "other");
        }
        assertThat(definition(workbook).question("q1").orElseThrow().text()).isEqualTo("中4");
    }

    @ParameterizedTest
    @CsvSource({"yes,true", "YES,true", "true,true", "TRUE,true", "true(),true", "no,false", "False,false",
            "false(),false", "'',false"})
    void readsRequiredInEverySpelling(String written, boolean required) {
        var question = definition(Workbook.sound().set("survey", 4, "required", written)).question("q1").orElseThrow();
        assertThat(question.required()).isEqualTo(required ? new Condition.Always() : new Condition.Never());
    }

    @Test
    void readsBooleansAndDecimalsThatASpreadsheetSaved() {
        var workbook = Workbook.sound()
                .set("survey", 4, "required", true)
                .set("survey", 8, "required", false)
                .set("survey", 4, "number", 1.0)
                .set("choices", 6, "other_text", true)
                .set("settings", 2, "version", 3.0)
                .set("choices", 2, "name", 1)
                .set("choices", 3, "name", 2.0)
                .set("survey", 5, "relevant", "${q1} = 1")
                .set("survey", 5, "required", "${q1} = '1'");
        var read = readable(workbook);
        assertThat(read.versionStated()).isTrue();
        assertThat(read.definition().version()).isEqualTo(3);
        assertThat(read.definition().question("q1").orElseThrow().options().keySet()).containsExactly("1", "2");
        assertThat(read.definition().question("q2").orElseThrow().visibleWhen())
                .isEqualTo(new Condition.In("q1", Set.of("1")));
    }

    @Test
    void numbersQuestionsByTheirNames() {
        var workbook = Workbook.sound()
                .set("survey", 4, "name", "q5")
                .set("survey", 5, "name", "ways")
                .set("survey", 8, "name", "q9")
                .set("survey", 5, "relevant", "")
                .set("survey", 5, "required", "")
                .set("survey", 8, "relevant", "");
        List.of(4, 5, 8).forEach(row -> workbook.set("survey", row, "number", ""));
        assertThat(definition(workbook).questions().values()).extracting(Question::number).containsExactly(5, 6, 9);
    }

    @Test
    void letsSeveralQuestionsShareAList() {
        var workbook = Workbook.sound().insert("survey", 6, "select_one yesno", "q4", "又一题", "", "", "", "", 4);
        assertThat(definition(workbook).question("q4").orElseThrow().options())
                .isEqualTo(definition(workbook).question("q1").orElseThrow().options());
    }

    @Test
    void readsPrefillsFromTheSchool() {
        var workbook = Workbook.sound()
                .set("survey", 4, "prefill", "school.level")
                .set("choices", 2, "level", "中职")
                .set("choices", 3, "level", "高职")
                .set("survey", 8, "prefill", "school.city");
        assertThat(definition(workbook).question("q1").orElseThrow().prefill()).contains(Prefill.SCHOOL_LEVEL);
        assertThat(definition(workbook).question("q1").orElseThrow().options().get("A").level())
                .isEqualTo(Optional.of("中职"));
        assertThat(definition(workbook).prefilled(Optional.of("武汉市"), "高职"))
                .isEqualTo(Map.of("q1", "B", "q3", "武汉市"));
    }

    @Test
    void givesATextTheDefaultLength() {
        assertThat(definition(Workbook.sound().set("survey", 8, "constraint", "")).question("q3").orElseThrow().kind())
                .isEqualTo(new Kind.Text(Question.MAX_TEXT_LENGTH));
        assertThat(
                definition(Workbook.sound().set("survey", 8, "constraint", "string-length( . )<=1000")).question("q3")
                        .orElseThrow()
                        .kind())
                .isEqualTo(new Kind.Text(Question.MAX_TEXT_LENGTH));
    }

    @Test
    void acceptsTheMostOptionsAndRefusesOneMore() {
        var workbook = Workbook.sound();
        IntStream.rangeClosed(4, Question.MAX_OPTIONS)
                .forEach(i -> workbook.insert("choices", 4 + i - 1, "ways", "o" + i, "选项" + i));
        assertThat(definition(workbook).question("q2").orElseThrow().options()).hasSize(Question.MAX_OPTIONS);
        workbook.insert("choices", 4, "ways", "more", "又一项");
        assertThat(violations(workbook)).containsExactly("survey 5 type options-too-many");
    }

    @Test
    void ignoresEmptyColumnsAndTheLayoutOfATemplate() {
        assertThat(
                definition(
                        Workbook.sound()
                                .set("survey", 1, "calculation", "calculation")
                                .set("survey", 4, "appearance", "minimal")
                                .set("survey", 4, "required_message", "请作答")
                                .set("settings", 2, "default_language", "Chinese (zh)")))
                .isEqualTo(definition(Workbook.sound()));
    }

    @Test
    void ignoresRemarksBesideTheTable() {
        assertThat(definition(Workbook.sound().set("survey", 1, "", "").set("survey", 4, "", "问问老王")))
                .isEqualTo(definition(Workbook.sound()));
    }
}
