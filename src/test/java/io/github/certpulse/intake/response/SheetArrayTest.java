package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several sheets in one request: each is answered as if it came alone.
@Fast
class SheetArrayTest {
    private static final String ARRAY = "/api/v1/responses";
    private static final String SCHOOL = "宜昌职业技术学院";
    private static final int PERMITS = 120;
    private static final int MAX_SHEETS = 20;
    private final TestService service = TestService.shared();
    private final Province province = Province.with(
            service,
            SCHOOL + ",高职,宜昌市,,,物流管理,中级,120",
            SCHOOL + ",高职,宜昌市,,,老年照护,中级,80",
            SCHOOL + ",高职,宜昌市,,,母婴护理,中级,80");
    private final Province.School school = province.school(SCHOOL);
    private final List<JsonNode> sheets = Stream.of("物流管理", "老年照护", "母婴护理")
            .map(certificate -> Sheets.teacher(school, school.certificate(certificate)))
            .toList();
    private final List<UUID> ids = Stream.generate(UUID::randomUUID).limit(3).toList();
    private final Visitor teacher = service.wechatUser();
    private final TestDatabase database = TestDatabase.of(service);

    @AfterEach
    void leave() {
        database.close();
    }

    @Test
    void storesEachSheetAndAnswersItInItsPlace() {
        var stored = teacher.post(ARRAY, Sheets.with(array(), "sitting", "\"%s\"".formatted(UUID.randomUUID())))
                .expect(200);
        assertThat(statuses(stored)).containsExactly(201, 201, 201);
        assertThat(stored.list("outcomes")).extracting(outcome -> outcome.get("id").getStringValue())
                .containsExactlyElementsOf(ids.stream().map(UUID::toString).toList());
        for (var i = 0; i < 3; i++) {
            var alone = teacher.put(path(i), sheets.get(i)).expect(200);
            assertThat(withoutStatus(stored.at("outcomes." + i))).isEqualTo(alone.json());
        }
        assertThat(stored.header("content-type")).startsWith("application/json");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void answersAWholeArrayThatComesAgainAsTheFirstTime() {
        var first = teacher.post(ARRAY, array()).expect(200);
        var again = teacher.post(ARRAY, array()).expect(200);
        assertThat(statuses(again)).containsExactly(200, 200, 200);
        assertThat(again.list("outcomes")).extracting(SheetArrayTest::withoutStatus)
                .isEqualTo(first.list("outcomes").stream().map(SheetArrayTest::withoutStatus).toList());
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void storesWhatIsMissingOfAnArrayThatWasStoredInPart() {
        teacher.put(path(1), sheets.get(1)).expect(201);
        assertThat(statuses(teacher.post(ARRAY, array()))).containsExactly(201, 200, 201);
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void aSheetThatIsRefusedDoesNotHoldUpTheOthers() {
        var others = List.of(
                Sheets.with(sheets.get(1), "answers.q4", "\"Z\""),
                Sheets.with(sheets.get(1), "certificateId", "\"x\""),
                Sheets.with(sheets.get(1), "entry", "\"22222222222\""),
                Sheets.with(sheets.get(1), "questionnaire", "null"),
                Sheets.with(sheets.get(1), "more", "\"%s\"".formatted("x".repeat(70_000))));
        var between = others.stream().map(sheet -> Sheets.identified(UUID.randomUUID(), sheet));
        var reply = teacher.post(
                ARRAY,
                Sheets.array(
                        Stream.of(Stream.of(sheet(0)), between, Stream.of(sheet(2))).flatMap(part -> part).toList()));
        assertThat(statuses(reply)).containsExactly(201, 422, 404, 404, 400, 413, 201);
        assertThat(codes(reply)).containsExactly(
                "",
                "answers-invalid",
                "certificate-unknown",
                "entry-unknown",
                "malformed",
                "too-large",
                "");
        assertThat(rows()).isEqualTo(2);
        // The corrected sheet may go to the same id.
        var flawed = reply.string("outcomes.1.id");
        teacher.put("/api/v1/responses/" + flawed, sheets.get(1)).expect(201);
    }

    @Test
    void treatsAnIdThatComesTwiceAsTwoCalls() {
        var same = teacher.post(ARRAY, Sheets.array(List.of(sheet(0), sheet(0)))).expect(200);
        assertThat(statuses(same)).containsExactly(201, 200);
        assertThat(same.string("outcomes.1.receipt")).isEqualTo(same.string("outcomes.0.receipt"));
        var other = Sheets.identified(ids.get(1), Sheets.with(sheets.get(1), "elapsedSeconds", "7"));
        var changed = teacher.post(ARRAY, Sheets.array(List.of(sheet(1), other, sheet(1)))).expect(200);
        assertThat(statuses(changed)).containsExactly(201, 409, 200);
        assertThat(codes(changed)).containsExactly("", "response-id-reused", "");
    }

    @Test
    void acceptsOneSheetForACertificate() {
        var again = Sheets.identified(UUID.randomUUID(), sheets.get(0));
        var reply = teacher.post(ARRAY, Sheets.array(List.of(sheet(0), again, sheet(1)))).expect(200);
        assertThat(statuses(reply)).containsExactly(201, 409, 201);
        assertThat(codes(reply)).containsExactly("", "already-answered", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void problemsAreThoseOfACallWithTheSheetAlone(String language) {
        teacher.put(path(0), sheets.get(0)).expect(201);
        province.change("{\"caps\":{\"perCertificate\":{\"teachers\":0}}}");
        var flawed = Sheets.with(Sheets.with(sheets.get(1), "answers.q3", "\"Z\""), "contact", "{\"name\":\"王\"}");
        var refused = List.of(
                Sheets.identified(ids.get(0), sheets.get(1)),
                Sheets.identified(UUID.randomUUID(), sheets.get(0)),
                sheet(1),
                Sheets.identified(ids.get(1), flawed),
                Sheets.with(sheet(1), "entry", "\"22222222222\""),
                Sheets.with(sheet(1), "entry", "7"),
                Sheets.with(sheet(1), "certificateId", "\"x\""),
                Sheets.with(sheet(1), "questionnaire.version", "9"),
                Sheets.with(sheet(1), "answers", "[]"),
                Sheets.with(sheet(1), "more", "\"%s\"".formatted("x".repeat(70_000))),
                Sheets.identified(ids.get(2), Sheets.json("{}")));
        var reply = teacher.post(ARRAY, text(Sheets.array(refused)), "Accept-Language", language).expect(200);
        for (var i = 0; i < refused.size(); i++) {
            var sheet = refused.get(i);
            var alone = teacher.put(
                    ARRAY + "/" + sheet.get("id").getStringValue(),
                    text(Sheets.with(sheet, "id", "null")).getBytes(StandardCharsets.UTF_8),
                    "Accept-Language",
                    language);
            assertThat(reply.at("outcomes.%d.problem".formatted(i))).as(sheet::toString).isEqualTo(alone.json());
            assertThat(reply.number("outcomes.%d.status".formatted(i))).isEqualTo(alone.status());
        }
        assertThat(codes(reply)).containsExactly(
                "response-id-reused",
                "already-answered",
                "quota-full",
                "answers-invalid",
                "entry-unknown",
                "malformed",
                "certificate-unknown",
                "questionnaire-outdated",
                "malformed",
                "too-large",
                "malformed");
    }

    @Test
    void holdsACapForEachSheet() {
        province.change("{\"caps\":{\"perCertificate\":{\"teachers\":1}}}");
        service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheets.get(1)).expect(201);
        var reply = teacher.post(ARRAY, array()).expect(200);
        assertThat(statuses(reply)).containsExactly(201, 409, 201);
        assertThat(codes(reply)).containsExactly("", "quota-full", "");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void ignoresFurtherMembersOfTheArrayAndKeepsThoseOfASheet() {
        var more = Sheets.with(sheets.get(0), "more", "{\"a\":[1.0]}");
        var array = Sheets.array(List.of(Sheets.identified(ids.get(0), more)));
        assertThat(statuses(teacher.post(ARRAY, Sheets.with(array, "client", "\"2.1\"")))).containsExactly(201);
        teacher.put(path(0), more).expect(200);
        teacher.put(path(0), sheets.get(0)).expectProblem(409, "response-id-reused");
    }

    /// What `PUT` has in its address is no part of the sheet.
    @Test
    void recognisesASheetWhereverAndHoweverItsIdIsWritten() {
        teacher.put(path(0), sheets.get(0)).expect(201);
        var sheet = text(sheets.get(0));
        var id = ids.get(0).toString().toUpperCase(Locale.ROOT);
        for (var written : List.of(
                "{\"id\":\"%s\",%s".formatted(id, sheet.substring(1)),
                "{ \"\\u0069d\" : \"%s\" , %s".formatted(id, sheet.substring(1)),
                sheet.substring(0, sheet.length() - 1) + ",\"id\":\"%s\" }".formatted(id))) {
            var again = teacher.post(ARRAY, "{\"sheets\":[%s]}".formatted(written)).expect(200);
            assertThat(statuses(again)).as(written).containsExactly(200);
            assertThat(again.string("outcomes.0.id")).isEqualTo(ids.get(0).toString());
        }
    }

    @Test
    void saysWhenASheetMayComeAgainWhereThereWereTooMany() {
        var flawed = Sheets.with(sheets.get(0), "answers.q4", "\"Z\"");
        var array = Sheets.array(
                IntStream.range(0, MAX_SHEETS).mapToObj(_ -> Sheets.identified(UUID.randomUUID(), flawed)).toList());
        var last = teacher.post(ARRAY, array).expect(200);
        for (var sent = MAX_SHEETS; sent < 2 * PERMITS && !statuses(last).contains(429); sent += MAX_SHEETS) {
            last = teacher.post(ARRAY, array).expect(200);
        }
        var refused = statuses(last).lastIndexOf(429);
        assertThat(refused).isNotNegative();
        assertThat(last.string("outcomes.%d.problem.code".formatted(refused))).isEqualTo("too-many-requests");
        assertThat(last.number("outcomes.%d.retryAfter".formatted(refused))).isPositive();
    }

    private JsonNode array() {
        return Sheets.array(List.of(sheet(0), sheet(1), sheet(2)));
    }

    private JsonNode sheet(int number) {
        return Sheets.identified(ids.get(number), sheets.get(number));
    }

    private String path(int number) {
        return ARRAY + "/" + ids.get(number);
    }

    private long rows() {
        return school.certificates().values().stream().mapToLong(database::rows).sum();
    }

    private static String text(JsonNode json) {
        return new String(Json.canonical(json), StandardCharsets.UTF_8);
    }

    private static List<Integer> statuses(Reply reply) {
        return reply.list("outcomes").stream().map(outcome -> outcome.get("status").getIntValue()).toList();
    }

    private static List<String> codes(Reply reply) {
        return reply.list("outcomes")
                .stream()
                .map(outcome -> Reply.at(outcome, "problem.code"))
                .map(code -> code == null ? "" : code.getStringValue())
                .toList();
    }

    private static JsonNode withoutStatus(JsonNode outcome) {
        return Sheets.with(outcome, "status", "null");
    }
}
