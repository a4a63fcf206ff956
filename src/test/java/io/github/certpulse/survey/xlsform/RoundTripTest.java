package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.definition.DefinitionReader;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.xlsform.FormReading.Readable;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.PublishedInMemory;
import io.github.certpulse.testing.RandomQuestionnaires;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading a written workbook gives the same questionnaire.
@Fast
class RoundTripTest {
    private static final int RANDOM_QUESTIONNAIRES = 150;
    private final Questionnaires official = new Questionnaires(new PublishedInMemory());
    private final XlsFormWriter writer = new XlsFormWriter();
    private final XlsFormReader reader = new XlsFormReader();

    @ParameterizedTest
    @ValueSource(strings = {"teacher-2020", "student-2020"})
    void leavesTheOfficialQuestionnairesUnchangedToTheByte(String code) {
        var published = official.find(code, 1).orElseThrow();
        var read = read(writer.write(published.definition()));
        assertThat(read.versionStated()).isTrue();
        assertThat(Json.canonical(read.definition().asJson())).isEqualTo(published.json());
        assertThat(read.definition()).isEqualTo(published.definition());
    }

    @Test
    void leavesRandomQuestionnairesUnchanged() {
        var random = new RandomQuestionnaires(20_201_121);
        for (int i = 0; i < RANDOM_QUESTIONNAIRES; i++) {
            var definition = DefinitionReader.read(random.next());
            var read = read(writer.write(definition)).definition();
            assertThat(text(read)).isEqualTo(text(definition));
            assertThat(read).isEqualTo(definition);
        }
    }

    @Test
    void writesTextsThatLookLikeFormulasOrMarkup() {
        var definition = official.find("student-2020", 1).orElseThrow().definition();
        for (var title : Stream.of("=1+1", "<b>&amp;</b>", "第一行\n第二行", "“引号”'\"", "😀").toList()) {
            var changed = new Definition(
                    definition.code(),
                    7,
                    definition.role(),
                    title,
                    definition.introduction(),
                    definition.closing(),
                    definition.sections(),
                    definition.questions(),
                    definition.contactIntroduction());
            assertThat(text(read(writer.write(changed)).definition())).isEqualTo(text(changed));
        }
    }

    @Test
    void writesTheSheetsThatAnAuthorExpects() throws IOException {
        var file = writer.write(official.find("teacher-2020", 1).orElseThrow().definition());
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            var survey = workbook.getSheet("survey");
            assertThat(texts(survey.getRow(0))).containsExactly(
                    "type",
                    "name",
                    "label",
                    "hint",
                    "required",
                    "relevant",
                    "constraint",
                    "number",
                    "prefill");
            assertThat(texts(survey.getRow(1)))
                    .containsExactly(
                            "note",
                            "introduction",
                            "感谢您抽出宝贵时间填写问卷，您的信息我们将为您保密。"
                                    + "您的意见非常重要，请实事求是填写，谢谢！");
            assertThat(texts(survey.getRow(2))).containsExactly("begin_group", "section1", "一、基本信息");
            assertThat(texts(survey.getRow(3)))
                    .containsExactly(
                            "text",
                            "q1",
                            "您所在的地市。",
                            "yes",
                            "string-length(.) <= 1000",
                            "1.0",
                            "school.city");
            assertThat(texts(survey.getRow(12))).containsExactly(
                    "select_multiple q8",
                    "q8",
                    "（如果参与）请问师资培训的组织方式是？（可多选）",
                    "yes",
                    "${q7} = 'A'",
                    "8.0");
            assertThat(survey.getPaneInformation().isFreezePane()).isTrue();
            assertThat(survey.getColumnWidth(2)).isGreaterThan(survey.getColumnWidth(1));
            assertThat(texts(workbook.getSheet("choices").getRow(1))).containsExactly("q2", "A", "中职学校", "中职");
            assertThat(texts(workbook.getSheet("settings").getRow(1)))
                    .containsExactly("1+X证书制度试点工作参与教师调查问卷", "teacher-2020", "1.0", "TEACHER");
        }
    }

    private Readable read(byte[] file) {
        return switch (reader.read(file)) {
            case Readable readable -> readable;
            case FormReading.Invalid(var violations) -> throw new AssertionError(violations);
        };
    }

    private static String text(Definition definition) {
        return new String(Json.canonical(definition.asJson()), UTF_8);
    }

    private static List<String> texts(Iterable<Cell> row) {
        return StreamSupport.stream(row.spliterator(), false)
                .map(Cell::toString)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
