package io.github.certpulse.survey.xlsform;

import static io.github.certpulse.survey.xlsform.FormReadings.definition;
import static io.github.certpulse.survey.xlsform.FormReadings.readable;
import static io.github.certpulse.survey.xlsform.FormReadings.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Condition.All;
import io.github.certpulse.survey.questionnaire.Condition.In;
import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Definition.Section;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.xlsform.FormReading.Readable;
import io.github.certpulse.survey.xlsform.FormReading.Warning;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Workbook;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Workbooks of people who use other XLSForm tools. In the valid workbook row 3 is begin_group, 4 q1, 5 q2, and 8 q3.
@Fast
class AuthorFormTest {
    private static final In YES = new In("q1", Set.of("A"));

    @Test
    void findsTheHeadingAndListsWhatItDoesNotRead() {
        var read = readable(
                Workbook.sound()
                        .set("survey", 4, "appearance", "minimal")
                        .set("survey", 4, "media::image", "a.png")
                        .set("survey", 5, "备注", "问老王")
                        .insert("survey", 6, "# 以下改过")
                        .insert("survey", 6, "", "", "说明一行")
                        .insert("survey", 1, "教师问卷（2026）")
                        .insert("survey", 2)
                        .rows("library", List.of("type", "name")));
        assertThat(read.definition()).isEqualTo(definition(Workbook.sound()));
        assertThat(codes(read))
                .containsExactly("sheets-ignored", "heading-below", "columns-ignored", "comment-rows");
        assertThat(warning(read, "columns-ignored").names()).containsExactly("appearance", "media::image", "备注");
        assertThat(warning(read, "sheets-ignored").names()).containsExactly("library");
        assertThat(warning(read, "comment-rows").rows()).containsExactly(8, 9);
        assertThat(warning(read, "comment-rows").message().zh()).isEqualTo("survey：第 8、9 行当作注释，没有读取");
    }

    @Test
    void readsSheetsHeadingsAndRolesInChinese() {
        var workbook = new Workbook();
        workbook.rows(
                "问卷",
                List.of("题型", "名称", "题目", "是否必填", "显示条件"),
                List.of("开始分组", "g", "基本情况"),
                List.of("单选 有无", "q1", "是否参加？", "必填"),
                List.of("多选题 方式", "q2", "方式有哪些？", "否", "${q1} = '有'"),
                List.of("文本", "q3", "有何建议？", "选填"),
                List.of("结束分组"));
        workbook.rows(
                "选项",
                List.of("列表名", "代码", "选项"),
                List.of("有无", "有", "有"),
                List.of("有无", "无", "无"),
                List.of("方式", "1", "线上"),
                List.of("方式", "2", "线下"));
        workbook.rows("设置", List.of("标题", "代码", "填写对象"), List.of("短问卷", "教师问卷", "教师问卷"));
        var read = readable(workbook);
        assertThat(read.definition().code()).matches("form-[0-9a-f]{8}");
        var first = read.definition().question("q1").orElseThrow();
        assertThat(first.required()).isEqualTo(new Condition.Always());
        assertThat(read.definition().question("q2").orElseThrow().visibleWhen())
                .isEqualTo(new In("q1", Set.of(first.options().firstEntry().getKey())));
        assertThat(read.definition().closing()).isNotBlank();
        assertThat(warning(read, "note-default").names())
                .containsExactly("introduction", "contact_introduction", "closing");
    }

    @Test
    void keepsNamesWhereItCanAndMakesTheOthersPlain() {
        var read = readable(
                Workbook.sound()
                        .set("survey", 8, "name", "city")
                        .set("choices", 2, "name", "not_sure")
                        .set("choices", 3, "name", "18-24")
                        .set("survey", 5, "relevant", "${q1} = 'not_sure'")
                        .set("survey", 5, "required", "${q1} = '18-24'")
                        .set("settings", 2, "form_id", "Short.Form_2"));
        assertThat(read.definition().code()).isEqualTo("short.form_2");
        assertThat(read.definition().questions().keySet()).containsExactly("q1", "q2", "q_city");
        assertThat(read.definition().question("q1").orElseThrow().options().keySet())
                .containsExactly("not_sure", "18_24");
        assertThat(read.definition().question("q2").orElseThrow().required())
                .isEqualTo(new In("q1", Set.of("18_24")));
        assertThat(read.warnings()).filteredOn(warning -> warning.code().equals("value-read-as"))
                .flatExtracting(Warning::names)
                .containsExactlyInAnyOrder("18-24 → 18_24", "city → q_city", "Short.Form_2 → short.form_2");
        for (var name : List.of("_q9", "9q", "q-9", "q.9", "年龄", "n".repeat(64), "9", "_", "Set-Aside")) {
            assertThat(violations(Workbook.sound().set("survey", 8, "name", name))).as(name).isEmpty();
        }
    }

    @Test
    void readsGroupsOfEveryShape() {
        var workbook = Workbook.sound()
                .insert("survey", 9, "end_group")
                .insert("survey", 9, "text", "q8", "补充", "", "", "", "", 8)
                .insert("survey", 9, "begin_group", "inner", "", "", "", "selected(${q2}, 'A')")
                .insert("survey", 9, "end group")
                .insert("survey", 9, "text", "q7", "小组里的题", "", "", "", "", 7)
                .insert("survey", 9, "Begin_Group", "small", "小组")
                .insert("survey", 3, "text", "q0", "题外话", "", "", "", "", 9)
                .set("survey", 8, "relevant", "${q1} = 'A'");
        var form = definition(workbook);
        assertThat(form.sections()).containsExactly(
                new Section("题目", List.of("q0")),
                new Section("一、基本信息", List.of("q1", "q2")),
                new Section("二、建议", List.of("q3")),
                new Section("小组", List.of("q7")),
                new Section("二、建议（续）", List.of("q8")));
        assertThat(form.question("q7").orElseThrow().visibleWhen()).isEqualTo(YES);
        assertThat(form.question("q3").orElseThrow().visibleWhen())
                .isEqualTo(new All(List.of(YES, new In("q2", Set.of("B")))));
        assertThat(form.question("q8").orElseThrow().visibleWhen())
                .isEqualTo(new All(List.of(YES, new In("q2", Set.of("A")))));
    }

    @Test
    void reportsAFaultOfAGroupOnceAtTheGroup() {
        var workbook = Workbook.sound()
                .set("survey", 7, "relevant", "${q9} = 'A'")
                .set("survey", 8, "relevant", "")
                .insert("survey", 9, "text", "q8", "又一题", "", "", "", "", 8);
        assertThat(violations(workbook)).containsExactly("survey 7 relevant question-unknown");
    }

    @Test
    void showsNotesWithTheQuestionBesideThem() {
        var form = definition(
                Workbook.sound()
                        .insert("survey", 9, "note", "n4", "只给少数人", "", "", "${q1} = 'B'")
                        .insert("survey", 9, "note", "n3", "题后的话", "", "", "selected(${q2}, 'B')")
                        .insert("survey", 4, "note", "n2", "题前的话")
                        .insert("survey", 2, "note", "n1", "欢迎！"));
        assertThat(form.introduction()).isEqualTo("请填写。\n欢迎！");
        assertThat(form.question("q1").orElseThrow().text()).isEqualTo("题前的话\n是否参加？");
        assertThat(form.question("q3").orElseThrow().note()).contains("题后的话");
        assertThat(form.toString()).doesNotContain("只给少数人");
    }

    @Test
    void leavesOutWhatItDoesNotCollectUnlessSomethingNeedsIt() {
        var workbook = Workbook.sound()
                .insert("survey", 3, "calculate", "sum")
                .insert("survey", 2, "deviceid", "deviceid")
                .insert("survey", 2, "end", "end")
                .insert("survey", 2, "start", "start");
        var read = readable(workbook);
        assertThat(read.definition()).isEqualTo(definition(Workbook.sound()));
        assertThat(codes(read)).containsOnly("not-collected").hasSize(4);
        assertThat(violations(workbook.set("survey", 12, "relevant", "${sum} > 3")))
                .containsExactly("survey 12 relevant not-collected-used");
    }

    @Test
    void reportsAnUnsupportedQuestionOnceWithoutFaultsOfItsConditions() {
        var workbook = Workbook.sound()
                .set("survey", 4, "type", "image")
                .insert("survey", 10, "begin_repeat", "r", "子女")
                .insert("survey", 11, "photo", "q5", "照片", "", "", "${nobody} = 'A'")
                .insert("survey", 12, "end_repeat");
        assertThat(violations(workbook))
                .containsExactly("survey 4 type type-unsupported", "survey 10 type type-unsupported");
    }

    @Test
    void addsTheOtherOption() {
        var form = definition(
                Workbook.sound()
                        .set("survey", 4, "type", "select_one yesno or_other")
                        .set("survey", 5, "relevant", "${q1} = 'other'")
                        .set("survey", 5, "required", ""));
        assertThat(form.question("q1").orElseThrow().options().lastEntry().getValue().otherText()).isTrue();
        assertThat(form.question("q2").orElseThrow().visibleWhen()).isEqualTo(new In("q1", Set.of("other")));
        assertThat(violations(Workbook.sound().set("survey", 5, "type", "select_multiple yesno or other"))).isEmpty();
        assertThat(
                definition(Workbook.sound().set("survey", 5, "type", "select_multiple ways or_other")).question("q2")
                        .orElseThrow()
                        .options()
                        .keySet())
                .as("the list has an option with a text already")
                .containsExactly("A", "B", "C");
    }

    @Test
    void numbersAnInsertedQuestionAndThoseAfterIt() {
        var form = definition(Workbook.sound().insert("survey", 5, "text", "new", "插入的题"));
        assertThat(form.questions().values()).extracting(Question::number).containsExactly(1, 2, 3, 4);
        assertThat(
                definition(Workbook.sound().insert("survey", 5, "text", "new", "插入的题", "", "", "", "", 2)).questions()
                        .values())
                .extracting(Question::number)
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void takesTitleCodeAndRoleFromTheUpload() {
        var file = Workbook.sound().without("settings").bytes();
        var supplied = new XlsFormReader.Supplied("标题", "my-form", "学生");
        assertThat(new XlsFormReader().read(file, supplied)).isInstanceOfSatisfying(Readable.class, read -> {
            assertThat(read.definition().title()).isEqualTo("标题");
            assertThat(read.definition().code()).isEqualTo("my-form");
            assertThat(read.definition().role().name()).isEqualTo("STUDENT");
        });
        assertThat(new XlsFormReader().read(Workbook.sound().bytes(), supplied))
                .isEqualTo(new XlsFormReader().read(Workbook.sound().bytes()));
    }

    private static List<String> codes(Readable read) {
        return read.warnings().stream().map(Warning::code).toList();
    }

    private static Warning warning(Readable read, String code) {
        return read.warnings().stream().filter(warning -> warning.code().equals(code)).findFirst().orElseThrow();
    }
}
