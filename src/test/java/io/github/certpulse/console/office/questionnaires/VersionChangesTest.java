package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.survey.definition.DefinitionReader;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.RandomQuestionnaires;
import io.github.certpulse.testing.Sheets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The changes between two versions of a questionnaire.
@Fast
class VersionChangesTest {
    private static final String BEFORE =
            """
                    {"code":"short","version":1,"role":"TEACHER","title":"短问卷","introduction":"请填写。",\
                    "closing":"谢谢！","contact":{"introduction":"联系"},
                     "sections":[{"title":"一","questions":["q1","q2"]},{"title":"二","questions":["q3"]}],
                     "questions":[
                      {"id":"q1","number":1,"type":"single","required":true,"text":"是否参加？","note":"见下",\
                    "options":[{"code":"A","label":"是"},{"code":"B","label":"否"}]},
                      {"id":"q2","number":2,"type":"single","required":true,"text":"哪类学校？",\
                    "prefill":"school.level","options":[{"code":"A","label":"中职","level":"中职"},\
                    {"code":"B","label":"其他","otherText":true}]},
                      {"id":"q3","number":3,"type":"text","required":false,"maxLength":500,"text":"有何建议？",\
                    "visibleWhen":{"question":"q1","in":["A"]}}]}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                    "短问卷 | 长问卷 | 整份问卷 名称：短问卷 → 长问卷",
                    "请填写。 | 请如实填写。 | 整份问卷 卷首语：请填写。 → 请如实填写。",
                    "谢谢！ | 再见！ | 整份问卷 结束语：谢谢！ → 再见！",
                    "\"联系\" | \"电话\" | 整份问卷 联系方式说明：联系 → 电话",
                    "TEACHER | STUDENT | 整份问卷 填写对象：TEACHER → STUDENT",
                    "\"二\" | \"三\" | 整份问卷 部分标题：一；二 → 一；三",
                    "[\"q1\",\"q2\"]},{\"title\":\"二\",\"questions\":[\"q3\"] | [\"q1\"]},{\"title\":\"二\","
                            + "\"questions\":[\"q2\",\"q3\"] | 第2题 所在部分：第1部分 → 第2部分",
                    "是否参加？ | 您是否参加？ | 第1题 措辞：是否参加？ → 您是否参加？",
                    "见下 | 见上 | 第1题 提示：见下 → 见上",
                    "\"number\":3 | \"number\":4 | 第4题 题号：3 → 4",
                    "\"maxLength\":500 | \"maxLength\":400 | 第3题 题型：填空，最多 500 字 → 填空，最多 400 字",
                    "\"否\" | \"没有\" | 第1题 选项：B. 否 → B. 没有",
                    "{\"code\":\"B\",\"label\":\"否\"}] | {\"code\":\"B\",\"label\":\"否\"},{\"code\":\"C\","
                            + "\"label\":\"不知道\"}] | 第1题 新增选项： → C. 不知道",
                    "{\"code\":\"A\",\"label\":\"是\"},{\"code\":\"B\",\"label\":\"否\"} "
                            + "| {\"code\":\"B\",\"label\":\"否\"},{\"code\":\"A\",\"label\":\"是\"} "
                            + "| 第1题 选项顺序：A、B → B、A",
                    ",\"otherText\":true | `` | 第2题 选项：B. 其他〔可填写文字〕 → B. 其他",
                    "\"in\":[\"A\"] | \"in\":[\"B\"] | 第3题 询问条件：第1题选“A 是” → 第1题选“B 否”",
                    "\"required\":false | \"required\":true | 第3题 必答条件：选答 → 必答"})
    void namesTheChangeAndNothingElse(String old, String now, String expected) {
        assertThat(describe(changed(old, now))).containsExactly(expected);
    }

    @Test
    void namesAddedAndRemovedQuestions() {
        assertThat(describe(changed("q3", "q9")))
                .containsExactly("第3题 新增题目： → 有何建议？", "第3题 删除题目：有何建议？ → ");
        var single = changed("single\",\"required\":true,\"text\":\"是", "multiple\",\"required\":true,\"text\":\"是");
        assertThat(describe(single)).containsExactly("第1题 题型：单选 → 多选");
    }

    @Test
    void findsNoChangeInTheSameQuestionnaireUnderAnotherNumber() {
        var definition = read(BEFORE);
        assertThat(VersionChanges.between(definition, definition.withVersion(2)).all()).isEmpty();
    }

    @Test
    void findsAChangeWheneverTheTextsDiffer() {
        var random = new RandomQuestionnaires(7);
        var some = Stream.generate(() -> DefinitionReader.read(random.next())).limit(100).toList();
        for (var before : some) {
            for (var after : some) {
                assertThat(VersionChanges.between(before, after).all().isEmpty())
                        .isEqualTo(text(before).equals(text(after)));
            }
        }
    }

    private static Definition changed(String old, String now) {
        assertThat(BEFORE).contains(old);
        return read(BEFORE.replace(old, now));
    }

    private static Definition read(String json) {
        return DefinitionReader.read(Sheets.json(json));
    }

    private static List<String> describe(Definition after) {
        return VersionChanges.between(read(BEFORE), after)
                .all()
                .stream()
                .map(
                        change -> "%s %s：%s → %s".formatted(
                                change.where().zh(),
                                change.what().zh(),
                                change.before().zh(),
                                change.after().zh()))
                .toList();
    }

    private static String text(Definition definition) {
        return new String(Json.canonical(definition.asJson()), StandardCharsets.UTF_8);
    }
}
