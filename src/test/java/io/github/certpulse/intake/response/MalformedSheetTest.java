package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class MalformedSheetTest {
    private static final int MAX_BYTES = 64 * 1024;
    private static Province.School school;
    private static JsonNode sheet;
    private final TestService service = TestService.shared();
    private final Visitor teacher = service.wechatUser();
    private final String path = "/api/v1/responses/" + UUID.randomUUID();

    @BeforeAll
    static void createCampaign() {
        school = Province.with(TestService.shared(), "甲校,高职,武汉市,,,物流管理,中级,120").school("甲校");
        sheet = Sheets.teacher(school, school.certificate("物流管理"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "null", "[]", "7", "\"sheet\"", "{}", "{\"entry\":1}", "{\"a\":1e99999999999}",
                    "{\"a\":1,\"a\":1}", "{} {}", "{\"a\":\"\u0001\"}"})
    void refusesBodiesThatAreNotSheets(String body) {
        teacher.put(path, body.getBytes(StandardCharsets.UTF_8)).expectProblem(400, "malformed");
    }

    @Test
    void refusesOtherEncodingsAndDeepNesting() {
        teacher.put(path, new byte[]{'{', '"', (byte) 0xff, '"', ':', '1', '}'}).expectProblem(400, "malformed");
        teacher.put(path, ("[".repeat(30_000) + "]".repeat(30_000)).getBytes(StandardCharsets.UTF_8))
                .expectProblem(400, "malformed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "entry | null", "entry | 7", "certificateId | null", "certificateId | 7", "questionnaire | null",
                    "questionnaire | \"teacher-2020@1\"", "questionnaire.code | 1",
                    "questionnaire.version | \"1\"", "questionnaire.version | 1.5", "questionnaire.version | -1",
                    "questionnaire.version | 1e400", "questionnaire.version | null",
                    "answers | null", "answers | []", "answers | \"q3\"", "otherTexts | []",
                    "contact | \"13800000000\"", "elapsedSeconds | -1", "elapsedSeconds | 1.5",
                    "elapsedSeconds | \"214\"",
                    "elapsedSeconds | 1e999999999", "elapsedSeconds | true"})
    void refusesASheetOfTheWrongForm(String member, String value) {
        teacher.put(path, Sheets.with(sheet, member, value)).expectProblem(400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "not-a-uuid", "00000000-0000-0000-0000-00000000000g", "1-1-1-1-1",
                    "00000000000000000000000000000000"})
    void refusesAnIdThatIsNotAUuid(String id) {
        teacher.put("/api/v1/responses/" + id, sheet).expectProblem(400, "malformed");
        teacher.delete("/api/v1/responses/" + id + "/contact").expectProblem(404, "not-found");
    }

    @Test
    void refusesADuplicateMember() {
        var twice = new String(Json.canonical(sheet), StandardCharsets.UTF_8)
                .replace("\"q3\":\"B\"", "\"q3\":\"B\",\"q3\":\"A\"");
        teacher.put(path, twice.getBytes(StandardCharsets.UTF_8)).expectProblem(400, "malformed");
    }

    @Test
    void accepts64KibibytesAndRefusesOneByteMore() {
        var bytes = Json.canonical(sheet);
        var padded = Arrays.copyOf(bytes, MAX_BYTES + 1);
        Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
        teacher.put(path, padded).expectProblem(413, "too-large");
        teacher.put(path, new byte[12 * 1024 * 1024]).expectProblem(413, "too-large");
        teacher.put(path, Arrays.copyOf(padded, MAX_BYTES)).expect(201);
    }

    @Test
    void acceptsOnlyJson() {
        for (var type : new String[]{"text/plain", "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x"}) {
            teacher.send("PUT", path, BodyPublishers.ofByteArray(Json.canonical(sheet)), "Content-Type", type)
                    .expectProblem(415, "unsupported-media-type");
        }
        teacher.send(
                "PUT",
                path,
                BodyPublishers.ofByteArray(Json.canonical(sheet)),
                "Content-Type",
                "application/json; charset=utf-8").expect(201);
    }

    @Test
    void checksTheTokenBeforeTheSheet() {
        service.stranger().put(path, new byte[0]).expectProblem(401, "unauthorized");
        service.stranger().with("a.b.c").put(path, sheet).expectProblem(401, "unauthorized");
        assertThat(service.office().put(path, sheet).status()).isIn(401, 403);
    }

    @Test
    void reportsAllViolationsInQuestionOrderAndInTheRequestedLanguage() {
        var flawed = Sheets.with(
                Sheets.with(
                        Sheets.with(
                                Sheets.with(
                                        Sheets.with(Sheets.with(sheet, "answers.q7", "\"B\""), "answers.q2", "\"A\""),
                                        "answers.q99",
                                        "\"A\""),
                                "contact",
                                "{\"name\":\"王\",\"phone\":\"1\"}"),
                        "answers.q21",
                        "\"" + "长".repeat(1001) + "\""),
                "otherTexts",
                "{\"q15\":\"" + "长".repeat(201) + "\"}");
        var refused = teacher.put(path, flawed).expectProblem(422, "answers-invalid");
        assertThat(refused.violations()).containsExactly(
                "q2 prefilled-mismatch",
                "q8 not-applicable",
                "q9 not-applicable",
                "q15 too-long",
                "q21 too-long",
                "contact.phone invalid-phone",
                "q99 unknown-question");
        assertThat(refused.string("violations.0.message")).contains("第2题");
        var english = teacher.put(path, Json.canonical(flawed), "Accept-Language", "en")
                .expectProblem(422, "answers-invalid");
        assertThat(english.string("violations.0.message")).contains("Question 2");
        assertThat(english.string("title")).startsWith("The answer sheet");
        teacher.put(
                path,
                Sheets.with(
                        Sheets.with(sheet, "answers.q21", "\"" + "长".repeat(1000) + "\""),
                        "otherTexts",
                        "{\"q15\":\"" + "长".repeat(200) + "\"}"))
                .expect(201);
    }
}
