package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Arrays of sheets that are refused as a whole, and malformed sheets, which are not.
@Fast
class MalformedArrayTest {
    private static final String ARRAY = "/api/v1/responses";
    private static final int MAX_BYTES = 512 * 1024;
    private static final int MAX_SHEET_BYTES = 64 * 1024;
    private static final String ID = "0b2ae1fc-90a5-4d8c-a4e6-3b4ff1a92c11";
    private static Province.School school;
    private static JsonNode sheet;
    private final TestService service = TestService.shared();
    private final Visitor teacher = service.wechatUser();

    @BeforeAll
    static void createCampaign() {
        school = Province.with(TestService.shared(), "甲校,高职,武汉市,,,物流管理,中级,120").school("甲校");
        sheet = Sheets.teacher(school, school.certificate("物流管理"));
    }

    @Test
    void takesOneToTwentySheets() {
        for (var number : List.of(1, 20)) {
            assertThat(teacher.post(ARRAY, array(sheets(number))).expect(200).list("outcomes")).hasSize(number);
        }
        for (var number : List.of(0, 21, 500)) {
            teacher.post(ARRAY, array(sheets(number))).expectProblem(400, "malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "null", "[]", "7", "\"sheets\"", "{}", "{} {}", "{\"sheets\":null}",
                    "{\"sheets\":{}}", "{\"sheets\":[]}", "{\"sheets\":\"x\"}", "{\"sheets\":[S],\"sheets\":[S]}",
                    "{\"sheets\":[S]", "{\"sheets\":[S,]}", "{\"sheets\":[S]} 1",
                    "{\"sheets\":[S],\"sitting\":7}", "{\"sheets\":[S],\"sitting\":\"x\"}",
                    "{\"sheets\":[S],\"sitting\":\"\"}", "{\"sheets\":[S],\"sitting\":[]}",
                    "{\"sheets\":[S],\"sitting\":{\"a\":1,\"a\":1}}",
                    "{\"sheets\":[S],\"sitting\":\"1-1-1-1-1\"}",
                    "{\"sheets\":[S],\"sitting\":null,\"sitting\":null}"})
    void refusesBodiesThatAreNoArraysOfSheets(String body) {
        refusesWithoutStoring(body);
    }

    /// No outcome could name it.
    @ParameterizedTest
    @ValueSource(
            strings = {"7", "null", "[]", "\"" + ID + "\"", "{}", "{\"id\":null}", "{\"id\":7}", "{\"id\":\"\"}",
                    "{\"id\":[\"" + ID + "\"]}", "{\"id\":\"1-1-1-1-1\"}",
                    "{\"id\":\"0b2ae1fc90a54d8ca4e63b4ff1a92c11\"}",
                    "{\"id\":\"" + ID + "\",\"id\":\"" + ID + "\"}", "{\"ID\":\"" + ID + "\"}"})
    void refusesAnArrayWithASheetWithoutAnId(String unidentified) {
        refusesWithoutStoring("{\"sheets\":[S,%s]}".formatted(unidentified));
    }

    /// @param body with a valid sheet in the place of each `S`
    private void refusesWithoutStoring(String body) {
        var valid = text(Sheets.identified(UUID.randomUUID(), sheet));
        teacher.post(ARRAY, body.replace("[S", "[" + valid)).expectProblem(400, "malformed");
        teacher.put(ARRAY + "/" + UUID.randomUUID(), sheet).expect(201);
    }

    @Test
    void takesASittingOrNone() {
        for (var sitting : List.of("null", "\"%s\"".formatted(ID), "\"0B2AE1FC-90A5-4D8C-A4E6-3B4FF1A92C11\"")) {
            var body = "{\"sitting\":%s,\"sheets\":[%s]}".formatted(sitting, text(sheets(1).getFirst()));
            service.wechatUser().post(ARRAY, body).expect(200);
        }
    }

    /// What the service does not read in a sheet of its own, it does not read in one of several either.
    @Test
    void answersAMalformedSheetInItsPlace() {
        var whole = text(sheet);
        for (var malformed : List.of(
                "{}",
                whole.replace("\"q3\":\"B\"", "\"q3\":\"B\",\"q3\":\"A\""),
                whole.replace("\"elapsedSeconds\":214", "\"elapsedSeconds\":1e99999999999"),
                whole.replace("\"elapsedSeconds\":214", "\"more\":" + "[".repeat(100) + "]".repeat(100)),
                whole.replace("\"elapsedSeconds\":214", "\"elapsedSeconds\":\"214\""),
                whole.replace("\"answers\"", "\"questions\""))) {
            assertThat(malformed).isNotEqualTo(whole);
            var separator = malformed.equals("{}") ? "" : ",";
            var identified = "{\"id\":\"%s\"%s%s".formatted(UUID.randomUUID(), separator, malformed.substring(1));
            var person = service.wechatUser();
            var reply = person.post(
                    ARRAY,
                    "{\"sheets\":[%s,%s]}".formatted(identified, text(Sheets.identified(UUID.randomUUID(), sheet))))
                    .expect(200);
            assertThat(reply.number("outcomes.0.status")).as(malformed).isEqualTo(400);
            assertThat(reply.at("outcomes.0.problem")).isEqualTo(
                    person.put(ARRAY + "/" + UUID.randomUUID(), malformed.getBytes(StandardCharsets.UTF_8))
                            .expectProblem(400, "malformed")
                            .json());
            assertThat(reply.number("outcomes.1.status")).isEqualTo(201);
        }
    }

    @Test
    void accepts512KibibytesAndRefusesOneByteMore() {
        var body = text(array(sheets(1)));
        var padded = body + " ".repeat(MAX_BYTES - body.length());
        assertThat(padded.getBytes(StandardCharsets.UTF_8).length).isGreaterThanOrEqualTo(MAX_BYTES);
        var whole = padded.substring(0, padded.length() - (padded.getBytes(StandardCharsets.UTF_8).length - MAX_BYTES));
        for (var chunked : List.of(true, false)) {
            send(service.wechatUser(), whole, chunked).expect(200);
            assertThat(send(teacher, whole + " ", chunked).expectProblem(413, "too-large").string("detail"))
                    .isEqualTo("内容不能超过 512 KiB");
        }
    }

    @Test
    void acceptsASheetOf64KibibytesAmongOthersAndRefusesOneByteMore() {
        var body = text(sheet);
        var room = MAX_SHEET_BYTES - body.getBytes(StandardCharsets.UTF_8).length - ",\"more\":\"\"".length();
        for (var number : List.of(room, room + 1)) {
            var padded = Sheets.with(sheet, "more", "\"%s\"".formatted("x".repeat(number)));
            var alone = service.wechatUser().put(ARRAY + "/" + UUID.randomUUID(), padded);
            var reply = service.wechatUser()
                    .post(ARRAY, array(List.of(Sheets.identified(UUID.randomUUID(), padded), sheets(1).getFirst())))
                    .expect(200);
            assertThat(alone.status()).isEqualTo(number == room ? 201 : 413);
            assertThat(reply.number("outcomes.0.status")).isEqualTo(alone.status());
            assertThat(reply.number("outcomes.1.status")).isEqualTo(number == room ? 409 : 201);
        }
    }

    @Test
    void acceptsOnlyJsonFromRespondents() {
        var array = array(sheets(1));
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            teacher.send("POST", ARRAY, BodyPublishers.ofString(text(array)), "Content-Type", type)
                    .expectProblem(415, "unsupported-media-type");
        }
        service.stranger().post(ARRAY, array).expectProblem(401, "unauthorized");
        service.stranger().with("a.b.c").post(ARRAY, array).expectProblem(401, "unauthorized");
        service.office().post(ARRAY, array).expectProblem(403, "forbidden");
        service.browser().post(ARRAY, array).expect(200);
    }

    private static Reply send(Visitor visitor, String body, boolean chunked) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        BodyPublisher publisher = chunked ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
                : BodyPublishers.ofByteArray(bytes);
        return visitor.send("POST", ARRAY, publisher, "Content-Type", "application/json");
    }

    private static List<JsonNode> sheets(int number) {
        return Stream.generate(() -> Sheets.identified(UUID.randomUUID(), sheet)).limit(number).toList();
    }

    private static JsonNode array(List<JsonNode> sheets) {
        return Sheets.array(sheets);
    }

    private static String text(JsonNode json) {
        return new String(Json.canonical(json), StandardCharsets.UTF_8);
    }
}
