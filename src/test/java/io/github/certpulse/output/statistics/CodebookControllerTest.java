package io.github.certpulse.output.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class CodebookControllerTest {
    private static final String TEACHERS = "/api/v1/questionnaires/teacher-2020/1/codebook";
    private final Visitor stranger = TestService.shared().stranger();

    @Test
    void servesTheCodebookToAStranger() {
        var codebook = stranger.get(TEACHERS).expect(200);
        assertThat(codebook.header("content-type")).startsWith("application/json");
        assertThat(List.of(codebook.string("code"), codebook.string("role"), codebook.string("title")))
                .containsExactly("teacher-2020", "TEACHER", "1+X证书制度试点工作参与教师调查问卷");
        assertThat(codebook.number("version")).isEqualTo(1);
        assertThat(codebook.list("common")).extracting(common -> common.get("name").getStringValue())
                .startsWith("response", "received_hour", "school")
                .hasSize(23);
        var variable = codebook.list("variables")
                .stream()
                .filter(each -> each.get("name").getStringValue().equals("q8_A"))
                .findFirst()
                .orElseThrow();
        assertThat(Reply.at(variable, "option.label").getStringValue()).isEqualTo("国培、省培项目");
        assertThat(Reply.at(variable, "askedWhen.zh").getStringValue()).isEqualTo("第7题选“A 是”");
        assertThat(Reply.at(variable, "askedWhen.en").getStringValue()).isEqualTo("question 7 is A");
        assertThat(Reply.items(variable.get("values"))).extracting(value -> value.get("number").getIntValue())
                .containsExactly(0, 1, 98, 99);
    }

    @Test
    void servesCsvForSpreadsheets() throws Exception {
        var byName = stranger.get(TEACHERS + "?format=csv").expect(200);
        var byHeader = get(TEACHERS, "Accept", "text/csv").expect(200);
        assertThat(byHeader.body()).isEqualTo(byName.body());
        assertThat(byName.header("content-type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(byName.header("content-disposition"))
                .isEqualTo("attachment; filename=\"codebook-teacher-2020.1.csv\"");
        assertThat(byName.text()).startsWith("\uFEFFvariable,").contains("\r\n");
        try (var reader = CsvReader.builder().ofNamedCsvRecord(byName.text().substring(1))) {
            var rows = reader.stream().toList();
            assertThat(rows).filteredOn(row -> row.getField("variable").equals("q9"))
                    .extracting(
                            row -> row.getField("value") + row.getField("value_option") + row.getField("value_label"))
                    .containsExactly("1A非常满意", "2B基本满意", "3C一般", "4D不满意", "98未问及", "99未作答");
            assertThat(rows).filteredOn(row -> row.getField("variable").equals("q15_other"))
                    .singleElement()
                    .satisfies(
                            row -> assertThat(
                                    List.of(
                                            row.getField("question"),
                                            row.getField("number"),
                                            row.getField("type"),
                                            row.getField("option_label"),
                                            row.getField("required_en"),
                                            row.getField("value")))
                                    .containsExactly(
                                            "q15",
                                            "15",
                                            "OTHER_TEXT",
                                            "其他（请填写）",
                                            "required where question 14 is A",
                                            ""));
            assertThat(rows).filteredOn(row -> row.getField("variable").equals("elapsed_seconds"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.getField("text_en")).isEqualTo("seconds taken to answer"));
        }
    }

    @Test
    void neutralisesFormulasInWording() throws Exception {
        var out = new StringWriter();
        new CodebookCsv(DataFile.codebooks().getLast()).writeTo(out);
        try (var reader = CsvReader.builder().ofNamedCsvRecord(out.toString().substring(1))) {
            assertThat(reader.stream().map(row -> row.getField("value_label"))).contains("'=1+1")
                    .doesNotContain("=1+1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?format=csv"})
    void answersNotModifiedToAMatchingETag(String format) {
        var first = stranger.get(TEACHERS + format).expect(200);
        assertThat(first.header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(first.header("vary")).containsIgnoringCase("accept");
        assertThat(first.header("etag")).matches("\"[0-9a-f]{64}\"");
        assertThat(get(TEACHERS + format, "If-None-Match", first.header("etag")).expect(304).body()).isEmpty();
        var other = format.isEmpty() ? "?format=csv" : "?format=json";
        get(TEACHERS + other, "If-None-Match", first.header("etag")).expect(200);
    }

    @Test
    void refusesUnknownQuestionnaires() {
        stranger.get("/api/v1/questionnaires/teacher-2020/2/codebook").expectProblem(404, "questionnaire-unknown");
        stranger.get("/api/v1/questionnaires/teacher-2020/01/codebook").expectProblem(404, "questionnaire-unknown");
        stranger.get("/api/v1/questionnaires/nobody/1/codebook?format=csv").expectProblem(404, "questionnaire-unknown");
        stranger.get(TEACHERS + "?format=sav").expectProblem(422, "parameter-invalid");
    }

    private Reply get(String path, String... headers) {
        return stranger.send("GET", path, BodyPublishers.noBody(), headers);
    }
}
