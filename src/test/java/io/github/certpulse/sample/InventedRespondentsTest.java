package io.github.certpulse.sample;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.sheet.Sheet.Checked;
import io.github.certpulse.survey.sheet.Sheet;
import io.github.certpulse.survey.sheet.SheetCheck;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A new user starts the service with a sample that invented people are answering.
class InventedRespondentsTest {
    private static final String CAMPAIGNS = "/api/v1/campaigns";
    private static final String ANSWERS = """
            select concat_ws('|', s.name, c.name, r.role, r.answers, r.other_texts, r.elapsed_seconds, r.channel)
              from response r join school s on s.id = r.school_id join certificate c on c.id = r.certificate_id
             where r.campaign_id = ? order by 1""";
    private static TestService service;
    private static Visitor office;

    @BeforeAll
    static void start() {
        service = started();
        office = service.office();
    }

    private static TestService started() {
        var servers = TestServers.shared();
        return TestService.start(servers.databasePort(), servers.newRedis(), Map.of("certpulse.sample", "hubei"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void bringSchoolsToEveryStageAndTheLastOneNearlyToItsEnd() {
        var schools = Reply.items(Reply.at(progress(), "schools"));
        assertThat(schools).hasSize(25);
        assertThat(schools).filteredOn(InventedRespondentsTest::isDeclared)
                .hasSizeBetween(4, 12)
                .allMatch(InventedRespondentsTest::isMet);
        assertThat(schools).filteredOn(InventedRespondentsTest::isMet)
                .as("schools that have not declared")
                .anyMatch(not(InventedRespondentsTest::isDeclared));
        assertThat(schools).as("schools without answers").anyMatch(school -> received(school) == 0);
        var underway = schools.stream().filter(school -> received(school) > 0 && !isMet(school)).toList();
        assertThat(underway).hasSizeGreaterThan(8).as("the one that the welcome names").contains(schools.getLast());
        assertThat(received(schools.getLast())).isGreaterThan(20);
    }

    @Test
    void handInOnlySheetsThatPassTheCheck() throws SQLException {
        var schools = new HashMap<Long, School>();
        try (
                var database = TestDatabase.of(service);
                var statement = database.connection().createStatement();
                var rows = statement.executeQuery(
                        "select school_id, questionnaire, version, answers, other_texts from response")) {
            var judged = 0;
            while (rows.next()) {
                var definition = definition(rows.getString(2), rows.getInt(3));
                var school = schools.computeIfAbsent(rows.getLong(1), InventedRespondentsTest::school);
                var prefilled = definition.prefilled(Optional.ofNullable(school.city()), school.level());
                var sheet = new Sheet(members(rows.getString(4)), members(rows.getString(5)), Map.of());
                assertThat(SheetCheck.check(definition, prefilled, sheet)).isInstanceOf(Checked.Accepted.class);
                judged++;
            }
            assertThat(judged).isGreaterThan(800);
        }
    }

    @Test
    void appearInTheResultsWithDoubtfulSheetsOfEveryKind() {
        try (var database = TestDatabase.of(service)) {
            for (var role : List.of("TEACHER", "STUDENT")) {
                var stored = database.number("select count(*) from response where role = ?", role);
                var reported = office.get(path() + "/results?role=" + role).expect(200).number("respondents");
                assertThat(reported).isEqualTo(stored).isGreaterThan(200);
            }
            assertThat(database.number("select count(distinct channel) from response")).isEqualTo(2);
            assertThat(database.number("select count(*) from response where other_texts is not null")).isPositive();
            assertThat(database.number("select count(distinct json_value(answers, '$.q21')) from response"))
                    .isGreaterThan(20);
        }
        var flags = Reply.items(office.get(path() + "/quality?role=STUDENT").expect(200).at("flags"));
        var bySheets = Set.of("too-fast", "straight-lining", "identical-burst", "contradictory");
        assertThat(flags).filteredOn(flag -> bySheets.contains(flag.get("flag").getStringValue()))
                .hasSize(bySheets.size())
                .allMatch(flag -> flag.get("count").getIntValue() > 0);
        assertThat(flags).allMatch(flag -> flag.get("share").getDoubleValue() < 0.1);
    }

    @Test
    void answerOverNineDaysAndNotInTheFuture() {
        var units = Reply.items(office.get(path() + "/pace").expect(200).at("units"));
        assertThat(units).hasSize(9);
        assertThat(units.subList(0, 8)).allMatch(day -> day.get("students").getIntValue() > 0);
        try (var database = TestDatabase.of(service)) {
            assertThat(database.number("""
                    select count(*) from response r join campaign c on c.id = r.campaign_id
                     where r.received_at < c.opens_at or r.received_at > r.stored_at""")).isZero();
            assertThat(database.column("select received_at from response order by seq")).as("in order").isSorted();
        }
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        assertThat(Reply.items(Reply.at(progress(), "schools"))).filteredOn(InventedRespondentsTest::isDeclared)
                .allMatch(school -> OffsetDateTime.parse(school.get("completedAt").getStringValue()).isBefore(now));
    }

    @Test
    void leaveInventedContactsThatAreEncrypted() {
        var contacts = Reply.items(office.get(path() + "/contacts").expect(200).json());
        assertThat(contacts).hasSizeGreaterThan(5)
                .allMatch(contact -> contact.get("name").getStringValue().contains("样例"));
        assertThat(contacts).extracting(contact -> contact.get("phone").getStringValue())
                .allMatch(phone -> phone.matches("027-0000\\d{4}"));
        try (var database = TestDatabase.of(service)) {
            assertThat(database.allContent()).doesNotContain(contacts.getFirst().get("phone").getStringValue());
        }
    }

    @Test
    void giveTheSameAnswersWhenTheSampleIsRemovedAndLoadedAgain() {
        try (var other = started(); var database = TestDatabase.of(other)) {
            var clerk = other.office();
            var first = clerk.get(CAMPAIGNS).expect(200).json().get(0).get("id").getStringValue();
            var before = database.column(ANSWERS, TestDatabase.id(first));
            clerk.post("/api/v1/samples", "{\"name\":\"hubei-empty\"}").expectProblem(409, "sample-present");
            assertThat(clerk.get("/office").expect(200).text()).contains("已载入", "/office/samples/anhui")
                    .doesNotContain("/office/samples/hubei");
            clerk.delete(CAMPAIGNS + "/" + first).expect(204);
            assertThat(database.number("select (select count(*) from response) + (select count(*) from left_contact)"))
                    .isZero();
            assertThat(clerk.get("/office").expect(200).text())
                    .contains("新建调查", "/office/samples/hubei\"", "/office/samples/hubei-empty\"");

            var second = clerk.post("/api/v1/samples", "{\"name\":\"hubei\"}").expect(201).string("id");

            assertThat(second).isNotEqualTo(first);
            assertThat(database.column(ANSWERS, TestDatabase.id(second))).isEqualTo(before);
            var counted = CAMPAIGNS + "/" + second + "/progress?detail=certificates";
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(
                                    clerk.get(counted)
                                            .expect(200)
                                            .list("schools")
                                            .stream()
                                            .mapToInt(InventedRespondentsTest::responses)
                                            .sum())
                                    .isEqualTo(before.size()));
        }
    }

    private static Map<String, JsonNode> members(String json) {
        var members = new HashMap<String, JsonNode>();
        try {
            if (json != null) {
                Json.read(json.getBytes(StandardCharsets.UTF_8))
                        .entries()
                        .forEach(entry -> members.put(entry.getKey(), entry.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return members;
    }

    private static String path() {
        return CAMPAIGNS + "/" + office.get(CAMPAIGNS).expect(200).json().get(0).get("id").getStringValue();
    }

    private static JsonNode progress() {
        return office.get(path() + "/progress").expect(200).json();
    }

    private static boolean isMet(JsonNode school) {
        return school.get("met").getBooleanValue();
    }

    private static boolean isDeclared(JsonNode school) {
        return school.get("completedAt") != null && school.get("completedAt").isString();
    }

    private static Definition definition(String code, int version) {
        return service.bean(Questionnaires.class).find(code, version).orElseThrow().definition();
    }

    private static School school(long id) {
        return service.bean(SchoolRepository.class).findById(id).orElseThrow();
    }

    private static int received(JsonNode counts, String below) {
        return Stream.of("teachers", "students")
                .mapToInt(role -> Reply.at(counts, below + role + ".received").getIntValue())
                .sum();
    }

    private static int received(JsonNode school) {
        return received(school, "total.");
    }

    private static int responses(JsonNode school) {
        return Reply.items(school.get("certificates"))
                .stream()
                .mapToInt(certificate -> received(certificate, ""))
                .sum();
    }
}
