package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.sheet.Sheet;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.xlsform.FormReading.Invalid;
import io.github.certpulse.survey.xlsform.FormReading.Readable;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Workbook;
import io.github.certpulse.testing.XlsxFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Workbooks as authors write them, and what is told of their mistakes. Rows of the sound one: 3 begin_group, 4 q1, 5
/// q2, 8 q3.
@Fast
class XlsFormReaderTest {
    private final XlsFormReader reader = new XlsFormReader();

    @Test
    void readsASoundWorkbook() {
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
    void readsItHoweverItIsLaidOut() {
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
    void takesTheChineseOfSeveralLanguages() {
        var workbook = Workbook.sound().set("survey", 1, "label", "label::English (en)");
        for (int row = 2; row <= 11; row++) {
            workbook.set("survey", row, "label::Chinese (zh)", "中" + row).set("survey", row, "label", "other");
        }
        assertThat(definition(workbook).question("q1").orElseThrow().text()).isEqualTo("中4");
    }

    @ParameterizedTest
    @CsvSource({"yes,true", "YES,true", "true,true", "TRUE,true", "true(),true", "no,false", "False,false",
            "false(),false", "'',false"})
    void readsRequiredInEveryWayOfWriting(String written, boolean required) {
        var question = definition(Workbook.sound().set("survey", 4, "required", written)).question("q1").orElseThrow();
        assertThat(question.required()).isEqualTo(required ? new Condition.Always() : new Condition.Never());
    }

    @Test
    void readsWhatASpreadsheetMakesOfWordsAndNumbers() {
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
    void numbersQuestionsAsTheirNamesSay() {
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
    void prefillsWhatTheSchoolTells() {
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
    void leavesATextItsUsualLength() {
        assertThat(definition(Workbook.sound().set("survey", 8, "constraint", "")).question("q3").orElseThrow().kind())
                .isEqualTo(new Kind.Text(Question.MAX_TEXT_LENGTH));
        assertThat(
                definition(Workbook.sound().set("survey", 8, "constraint", "string-length( . )<=1000")).question("q3")
                        .orElseThrow()
                        .kind())
                .isEqualTo(new Kind.Text(Question.MAX_TEXT_LENGTH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"string-length(.) <= 1001", "string-length(.) <= 0", "string-length(.) < 10", ". > 3",
                    "regex(., 'a')", "string-length(.) <= 99999999999"})
    void refusesOtherConstraints(String constraint) {
        assertThat(violations(Workbook.sound().set("survey", 8, "constraint", constraint)))
                .containsExactly("survey 8 constraint constraint-unsupported");
    }

    @Test
    void tellsEveryViolationAtOnceByItsPlace() {
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
                .set("settings", 2, "form_id", "Kurz!")
                .set("settings", 2, "version", "2020-11");
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
                "settings 2 form_id code-malformed",
                "settings 2 version number-malformed");
        assertThat(((Invalid) reader.read(workbook.bytes())).violations()).extracting(FormViolation::sheet)
                .isSortedAccordingTo(
                        (a, b) -> Integer.compare(
                                List.of("survey", "choices", "settings").indexOf(a),
                                List.of("survey", "choices", "settings").indexOf(b)));
    }

    @Test
    void holdsTheRulesOfADefinitionAtTheirCells() {
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
        assertThat(violations(Workbook.sound().set("survey", 8, "name", "and")))
                .containsExactly("survey 8 name variable-taken");
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
        assertThat(violations(Workbook.sound().insert("survey", 3, "text", "q9", "题外话")))
                .containsExactly("survey 3 type section-missing");
    }

    @Test
    void allowsAsManyOptionsAsAQuestionMayHave() {
        var workbook = Workbook.sound();
        IntStream.rangeClosed(4, Question.MAX_OPTIONS)
                .forEach(i -> workbook.insert("choices", 4 + i - 1, "ways", "o" + i, "选项" + i));
        assertThat(definition(workbook).question("q2").orElseThrow().options()).hasSize(Question.MAX_OPTIONS);
        workbook.insert("choices", 4, "ways", "more", "又一项");
        assertThat(violations(workbook)).containsExactly("survey 5 type options-too-many");
    }

    @Test
    void namesWhatIsPossibleWhereSomethingIsNotKnown() {
        var type = violation(Workbook.sound().set("survey", 8, "type", "integer").set("survey", 8, "constraint", ""));
        assertThat(type.code()).isEqualTo("type-unknown");
        assertThat(type.message().en()).isEqualTo(
                "The type “integer” is not supported; possible are: begin_group, end_group, select_one LIST, "
                        + "select_multiple LIST, text, note");
        assertThat(violations(Workbook.sound().set("survey", 4, "type", "select_one yesno or_other")))
                .contains("survey 4 type type-unknown");
        var column = violation(Workbook.sound().set("survey", 5, "choice_filter", "a = b"));
        assertThat(List.of(column.row(), column.column(), column.code()))
                .containsExactly(1, "choice_filter", "column-unknown");
        assertThat(column.message().en())
                .endsWith("possible are: type, name, label, hint, required, relevant, constraint, number, prefill");
        var note = violation(Workbook.sound().insert("survey", 3, "note", "hello", "你好"));
        assertThat(note.message().en()).isEqualTo(
                "A note named “hello” is not supported; possible are: introduction, contact_introduction, closing");
        assertThat(violation(Workbook.sound().set("survey", 8, "prefill", "school.name")).message().en())
                .endsWith("school.city, school.level");
    }

    @Test
    void leavesEmptyColumnsOfATemplateAndLooksAlone() {
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
    void leavesRemarksBesideTheTableAlone() {
        assertThat(definition(Workbook.sound().set("survey", 1, "", "").set("survey", 4, "", "问问老王")))
                .isEqualTo(definition(Workbook.sound()));
    }

    @Test
    void tellsWhereGroupsDoNotClose() {
        assertThat(violations(Workbook.sound().delete("survey", 6))).containsExactly("survey 6 type group-nested");
        assertThat(violations(Workbook.sound().delete("survey", 9))).containsExactly("survey 7 type group-unclosed");
        assertThat(violations(Workbook.sound().insert("survey", 3, "end_group")))
                .containsExactly("survey 3 type group-unopened");
        assertThat(violations(Workbook.sound().delete("survey", 8))).containsExactly("survey 7 type group-empty");
        assertThat(
                violations(Workbook.sound().set("survey", 7, "label", "").set("survey", 3, "relevant", "${q1} = 'A'")))
                .containsExactly("survey 3 relevant cell-misplaced", "survey 7 label required");
    }

    @Test
    void wantsTheWordsAroundTheQuestions() {
        assertThat(violations(Workbook.sound().delete("survey", 2))).containsExactly("survey 1 name note-missing");
        assertThat(violations(Workbook.sound().set("survey", 11, "name", "introduction")))
                .containsExactlyInAnyOrder("survey 11 name note-twice", "survey 1 name note-missing");
        assertThat(violations(Workbook.sound().set("survey", 11, "label", " ")))
                .containsExactly("survey 11 label required");
    }

    @Test
    void wantsEveryCellThatAQuestionNeeds() {
        assertThat(violations(Workbook.sound().set("survey", 8, "type", ""))).contains("survey 8 type required");
        assertThat(violations(Workbook.sound().set("survey", 8, "label", "")))
                .containsExactly("survey 8 label required");
        assertThat(violations(Workbook.sound().insert("survey", 8, "text", "", "无名")))
                .containsExactly("survey 8 name required");
        assertThat(violations(Workbook.sound().set("survey", 8, "name", "第三题")))
                .containsExactly("survey 8 name name-malformed");
        assertThat(violations(Workbook.sound().set("choices", 3, "name", "B-1")))
                .containsExactly("choices 3 name choice-name-malformed");
        assertThat(violations(Workbook.sound().set("survey", 4, "constraint", "string-length(.) <= 5")))
                .containsExactly("survey 4 constraint cell-misplaced");
        assertThat(violations(Workbook.sound().set("survey", 5, "relevant", "false()")))
                .containsExactly("survey 5 relevant never-asked");
        assertThat(violations(Workbook.sound().set("survey", 8, "relevant", "${q2} = 'B'")))
                .containsExactly("survey 8 relevant equals-on-multiple");
    }

    @Test
    void wantsItsSheetsAndColumns() {
        assertThat(violations(Workbook.sound().without("settings"))).contains("settings 1  sheet-missing");
        assertThat(violations(Workbook.sound().without("survey")))
                .contains("survey 1  sheet-missing", "survey 1 type questions-missing");
        assertThat(violations(Workbook.sound().without("choices")))
                .contains("survey 4 type list-unknown", "survey 5 type list-unknown")
                .noneMatch(violation -> violation.startsWith("choices"));
        assertThat(violations(Workbook.sound().set("survey", 1, "label", "texts")))
                .contains("survey 1 label column-missing", "survey 1 texts column-unknown");
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
    void isToldInBothLanguages() {
        var violation = violation(
                Workbook.sound()
                        .set("survey", 5, "required", "")
                        .set("survey", 5, "relevant", "${q3} != 'A'")
                        .set("survey", 8, "type", "select_one yesno")
                        .set("survey", 8, "constraint", "")
                        .set("survey", 8, "relevant", ""));
        assertThat(violation.message().zh()).isEqualTo("q2 的显示条件引用了 q3，该题不在本题之前");
        assertThat(violation.message().en())
                .isEqualTo("q2's visibleWhen looks at q3, which is not an earlier question");
    }

    @Test
    void refusesWhatIsNoWorkbook() {
        assertThat(violations("type,name,label".getBytes(UTF_8))).containsExactly(" 1  format-unsupported");
        assertThat(violations(new byte[0])).containsExactly(" 1  format-unsupported");
        assertThat(violations(XlsxFiles.workbook(new LinkedHashMap<>(Map.of("名单", List.of(List.of("school")))))))
                .contains("survey 1  sheet-missing", "settings 1  sheet-missing");
    }

    private Readable readable(Workbook workbook) {
        return switch (reader.read(workbook.bytes())) {
            case Readable readable -> readable;
            case Invalid(var violations) -> throw new AssertionError(violations);
        };
    }

    private Definition definition(Workbook workbook) {
        return readable(workbook).definition();
    }

    private FormViolation violation(Workbook workbook) {
        var violations = ((Invalid) reader.read(workbook.bytes())).violations();
        assertThat(violations).hasSize(1);
        return violations.getFirst();
    }

    private List<String> violations(Workbook workbook) {
        return violations(workbook.bytes());
    }

    private List<String> violations(byte[] file) {
        return told(reader.read(file));
    }

    /// Sheet, row, column and code of every violation; none for a readable workbook.
    static List<String> told(FormReading reading) {
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
