package io.github.certpulse.numbers.result;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.RandomAnswers;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// One person with a browser who hands in random, consistent sheets in place of many.
@Fast
class StuffingTest {
    private static final int SHEETS = 400;
    private final TestService service = TestService.shared();
    private final Province province = Province.with(
            service,
            "甲校,高职,武汉市,,,物流管理,中级,120",
            "乙校,高职,武汉市,,,物流管理,中级,3");

    @Test
    void isFlaggedAsManyFromOneSourceOneAfterAnotherAndTooFastByTheServersTime() throws IOException {
        stuff("甲校", Role.TEACHER, SHEETS);
        var quality = province.office().get(province.path() + "/quality?role=TEACHER").expect(200);
        assertThat(quality.number("respondents")).isEqualTo(SHEETS);
        assertThat(quality.number("flagged")).isGreaterThanOrEqualTo(SHEETS * 99 / 100);
        var flags = flags(quality);
        assertThat(flags.get("many-from-source")).isGreaterThanOrEqualTo(SHEETS * 99 / 100);
        assertThat(flags.get("one-after-another")).isGreaterThanOrEqualTo(SHEETS * 99 / 100);
        assertThat(flags.get("too-fast-by-server")).isGreaterThanOrEqualTo(SHEETS * 99 / 100);
        assertThat(flags.get("identical-burst")).isZero();
        assertThat(
                province.office()
                        .get(province.path() + "/results?role=TEACHER&quality=unflagged")
                        .expect(200)
                        .number("respondents"))
                .isLessThanOrEqualTo(SHEETS / 100);
        var csv = province.office().get(province.path() + "/exports/responses.csv?role=TEACHER").expect(200).text();
        try (var reader = CsvReader.builder().ofNamedCsvRecord(csv.substring(1))) {
            assertThat(reader.stream().filter(row -> row.getField("flag_many_from_source").equals("1")).count())
                    .isEqualTo(flags.get("many-from-source").longValue());
        }
    }

    @Test
    void isFlaggedWhereThereAreMoreStudentsThanTheRosterHas() {
        stuff("乙校", Role.STUDENT, 3);
        assertThat(moreThanRegistered()).isZero();
        stuff("乙校", Role.STUDENT, 1);
        assertThat(moreThanRegistered()).isEqualTo(4);
        province.importRoster("甲校,高职,武汉市,,,物流管理,中级,120", "乙校,高职,武汉市,,,物流管理,中级,4").expect(200);
        assertThat(moreThanRegistered()).isZero();
        // Nothing to compare with.
        province.importRoster("甲校,高职,武汉市,,,物流管理,中级,120", "乙校,高职,武汉市,,,物流管理,中级,0").expect(200);
        assertThat(moreThanRegistered()).isZero();
    }

    private int moreThanRegistered() {
        return flags(province.office().get(province.path() + "/quality?role=STUDENT").expect(200))
                .get("more-than-registered");
    }

    private void stuff(String name, Role role, int sheets) {
        var school = province.school(name);
        var code = role == Role.TEACHER ? "teacher-2020" : "student-2020";
        var definition = service.bean(Questionnaires.class).find(code, 1).orElseThrow().definition();
        var answers = new RandomAnswers(definition, new Random(sheets));
        var prefilled = Map.of("q1", "武汉市", "q2", "B");
        var entry = role == Role.TEACHER ? school.teacherCode() : school.studentCode();
        for (var i = 0; i < sheets; i++) {
            var accepted = answers.next(prefilled);
            var body = new HashMap<String, JsonNode>();
            body.put("entry", JsonNode.createStringNode(entry));
            body.put("certificateId", JsonNode.createStringNode(school.certificate("物流管理")));
            body.put("questionnaire", Sheets.json("{\"code\":\"%s\",\"version\":1}".formatted(code)));
            body.put("answers", accepted.answersAsJson());
            body.put("otherTexts", accepted.otherTextsAsJson());
            body.put("elapsedSeconds", JsonNode.createNumberNode(150 + i % 200));
            service.browser()
                    .put("/api/v1/responses/" + UUID.randomUUID(), Json.canonical(JsonNode.createObjectNode(body)))
                    .expect(201);
        }
    }

    private static Map<String, Integer> flags(Reply quality) {
        var flags = new HashMap<String, Integer>();
        quality.list("flags")
                .forEach(flag -> flags.put(flag.get("flag").getStringValue(), flag.get("count").getIntValue()));
        return flags;
    }
}
