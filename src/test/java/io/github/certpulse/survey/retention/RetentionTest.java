package io.github.certpulse.survey.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The personal data of a campaign are kept until a day, and destroyed after it.
class RetentionTest {
    private static final int PEOPLE = 9;
    private static TestService service;
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Province.School school = province.school("甲校");
    private final String path = province.path() + "/retention";

    private record Left(String openid, String path, JsonNode sheet) {}

    @BeforeAll
    static void start() {
        var servers = TestServers.shared();
        service = TestService.start(
                servers.databasePort(),
                servers.redisPort(),
                Map.of("certpulse.rate-limits", "off", "certpulse.retention-days", "60"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void close() {
        service.clock().reset();
        database.close();
    }

    @Test
    void isSixtyDaysAfterTheEndUnlessTheOfficeChoosesAnotherDay() {
        var lastDay = lastDay();
        var usual = office().get(path).expect(200);
        assertThat(usual.string("destroyAfter")).isEqualTo(lastDay.plusDays(60).toString());
        assertThat(usual.at("isDefault").getBooleanValue()).isTrue();
        assertThat(usual.string("state")).isEqualTo("COLLECTING");
        for (var day : List.of(lastDay, lastDay.plusDays(Retention.MAX_DAYS))) {
            assertThat(choose(day).expect(200).string("destroyAfter")).isEqualTo(day.toString());
        }
        assertThat(office().get(path).expect(200).at("isDefault").getBooleanValue()).isFalse();
        for (var day : List.of(lastDay.minusDays(1), lastDay.plusDays(Retention.MAX_DAYS + 1))) {
            assertThat(choose(day).expectProblem(422, "retention-invalid").violations())
                    .containsExactly("destroyAfter out-of-range");
        }
        for (var wrong : List.of("\"soon\"", "5", "\"2027-02-30\"")) {
            assertThat(
                    put("{\"destroyAfter\":%s}".formatted(wrong)).expectProblem(422, "retention-invalid").violations())
                    .containsExactly("destroyAfter not-a-day");
        }
        put("[]").expectProblem(400, "malformed");
        assertThat(put("{}").expect(200).string("destroyAfter")).isEqualTo(lastDay.plusDays(60).toString());
        service.viewer().get(path).expect(200);
        service.viewer().put(path, Sheets.json("{}")).expectProblem(403, "forbidden");
        assertThat(
                office().get("/api/v1/audit?action=retention-changed&target=" + province.id())
                        .expect(200)
                        .number("total"))
                .isEqualTo(3);
    }

    @Test
    void thePreviewDoesNotTellWhichResponseLeftAContactWhileAnswersComeIn() {
        leave();
        var preview = office().get(path + "/preview").expect(200);
        assertThat(List.of(preview.number("contacts"), preview.number("persons"))).containsExactly(0, PEOPLE);
        office().get(province.path() + "/contacts").expect(200);
        assertThat(office().get(path + "/preview").expect(200).number("contacts")).isEqualTo(PEOPLE);
    }

    @Test
    void countsTheDaysAndDestroysAfterTheLastOne() {
        leave();
        choose(lastDay().plusDays(3)).expect(200);
        closeCampaign();
        service.bean(Destruction.class).runDue();
        var kept = office().get(path).expect(200);
        assertThat(kept.string("state")).isEqualTo("KEPT");
        assertThat(kept.number("daysLeft")).isBetween(2, 3);
        service.clock().moveOn(Duration.ofDays(4));
        // The service may have begun by itself.
        assertThat(office().get(path).expect(200).string("state")).isIn("DUE", "DESTROYING", "DESTROYED");
        runDue();
        assertThat(rows("left_contact")).isZero();
        assertThat(service.bean(Destruction.class).runDue()).as("a second run").isZero();
    }

    @Test
    void aDestructionDeletesContactsAndLinksAndKeepsEveryAnswer() {
        var left = leave();
        service.wechatUser("openid-without")
                .put(
                        "/api/v1/responses/" + UUID.randomUUID(),
                        Sheets.teacher(school, school.certificate("物流管理")))
                .expect(201);
        closeCampaign();
        var office = office();
        var before = results(office);
        var preview = office.get(path + "/preview").expect(200);
        assertThat(List.of(preview.number("contacts"), preview.number("persons"), preview.number("responses")))
                .containsExactly(PEOPLE, PEOPLE + 1, PEOPLE + 1);
        assertThat(office.get(province.path() + "/contacts").expect(200).json().size()).as("the preview keeps them")
                .isEqualTo(PEOPLE);
        office.post(path + "/destruction", "{\"title\":\"another\"}").expectProblem(422, "title-unconfirmed");
        office.post(path + "/destruction", "{}").expectProblem(422, "title-unconfirmed");
        service.viewer().post(path + "/destruction", confirmed()).expectProblem(403, "forbidden");
        assertThat(rows("left_contact")).isEqualTo(PEOPLE);

        var done = office.post(path + "/destruction", confirmed()).expect(200);

        assertThat(done.string("state")).isEqualTo("DESTROYED");
        assertThat(List.of(done.number("contacts"), done.number("persons"))).containsExactly(PEOPLE, PEOPLE + 1);
        assertThat(rows("left_contact")).isZero();
        assertThat(database.column("select hex(respondent_key) from campaign where id = ?", id()))
                .containsExactly("0".repeat(64));
        assertThat(
                database.number(
                        "select count(*) from response where campaign_id = ? and body_hash <> repeat(char(0), 32)",
                        id()))
                .isZero();
        assertThat(office.get(province.path() + "/contacts").expect(200).json().size()).isZero();
        assertThat(results(office)).isEqualTo(before);
        assertThat(
                office.get("/api/v1/audit?action=personal-data-destroyed&target=" + province.id())
                        .expect(200)
                        .at("items.0.facts"))
                .isEqualTo(Sheets.json("{\"contacts\":9,\"persons\":10}"));
        office.post(path + "/destruction", confirmed()).expect(200);
        assertThat(
                office.get("/api/v1/audit?action=personal-data-destroyed&target=" + province.id())
                        .expect(200)
                        .number("total"))
                .isOne();
        choose(lastDay().plusDays(9)).expectProblem(409, "retention-over");
        answersWhoComesLate(left.getFirst());
    }

    private void answersWhoComesLate(Left left) {
        var teacher = service.wechatUser(left.openid());
        teacher.put(left.path(), left.sheet()).expectProblem(409, "campaign-closed");
        teacher.put("/api/v1/responses/" + UUID.randomUUID(), left.sheet()).expectProblem(409, "campaign-closed");
        teacher.delete(left.path() + "/contact").expectProblem(404, "not-found");
        assertThat(
                teacher.get("/api/v1/entries/" + school.teacherCode())
                        .expect(200)
                        .at("certificates.0.answered")
                        .getBooleanValue())
                .isFalse();
        assertThat(
                office().patch(province.path(), "{\"closesAt\":\"2035-01-01T00:00:00Z\"}")
                        .expectProblem(422, "campaign-invalid")
                        .violations())
                .containsExactly("closesAt persons-destroyed");
    }

    @Test
    void isRefusedWhileTheCampaignRuns() {
        leave();
        office().post(path + "/destruction", confirmed()).expectProblem(409, "campaign-not-closed");
        service.clock().moveOn(Duration.ofDays(30).plusMinutes(14));
        office().post(path + "/destruction", confirmed()).expectProblem(409, "campaign-not-closed");
        assertThat(rows("left_contact")).isEqualTo(PEOPLE);
        service.clock().moveOn(Duration.ofMinutes(2));
        office().post(path + "/destruction", confirmed()).expect(200);
        assertThat(rows("left_contact")).isZero();
    }

    /// The database refuses the deletion of contacts after the keys are destroyed, as if the service had been killed
    /// there.
    @Test
    void continuesADestructionThatBrokeOffInTheMiddle() throws SQLException {
        var left = leave();
        closeCampaign();
        var before = results(office());
        try (var other = TestDatabase.of(service)) {
            other.connection().setAutoCommit(false);
            other.column("select link from left_contact where campaign_id = ? for update", id());
            office().post(path + "/destruction", confirmed()).expectProblem(503, "database-unavailable");
            assertThat(office().get(path).expect(200).string("state")).isEqualTo("DESTROYING");
            assertThat(rows("left_contact")).as("still there").isEqualTo(PEOPLE);
            other.connection().rollback();
        }
        service.wechatUser(left.getFirst().openid())
                .put(left.getFirst().path(), left.getFirst().sheet())
                .expectProblem(409, "campaign-closed");
        runDue();
        assertThat(rows("left_contact")).isZero();
        assertThat(results(office())).isEqualTo(before);
        assertThat(office().get(path).expect(200).number("contacts")).isEqualTo(PEOPLE);
    }

    @Test
    void isDoneByOneReplicaAtATimeAndContinuedWhenThatOneIsKilled() {
        leave();
        closeCampaign();
        var id = id();
        database.change(
                "insert into retention (campaign_id, destroy_from, held_until) "
                        + "values (?, utc_timestamp(6), utc_timestamp(6) + interval 1 minute)",
                id);
        service.clock().moveOn(Duration.ofDays(70));
        service.bean(Destruction.class).runDue();
        assertThat(rows("left_contact")).as("another one is at it").isEqualTo(PEOPLE);
        database.change("update retention set held_until = utc_timestamp(6) - interval 1 second");
        runDue();
        assertThat(rows("left_contact")).isZero();
    }

    @Test
    void nobodyWhoHasTheDatabaseAfterwardsFindsAPersonsRow() {
        var left = leave();
        closeCampaign();
        office().post(path + "/destruction", confirmed()).expect(200);
        var campaign = service.bean(CampaignRepository.class).findById(id()).orElseThrow();
        assertThat(campaign.isUnlinked()).isTrue();
        assertThat(database.allContent()).doesNotContain(left.getFirst().openid(), "13871234567");
    }

    private List<Left> leave() {
        var all = new ArrayList<Left>();
        for (var person = 0; person < PEOPLE; person++) {
            var left = new Left(
                    "openid-%s-%d".formatted(province.id(), person),
                    "/api/v1/responses/" + UUID.randomUUID(),
                    Sheets.with(
                            Sheets.teacher(school, school.certificate("物流管理")),
                            "contact",
                            "{\"name\":\"王老师\",\"phone\":\"13871234567\"}"));
            service.wechatUser(left.openid()).put(left.path(), left.sheet()).expect(201);
            all.add(left);
        }
        return all;
    }

    /// Until the campaign's data are destroyed; the service may be at it by itself.
    private void runDue() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            service.bean(Destruction.class).runDue();
            return office().get(path).expect(200).string("state").equals("DESTROYED");
        });
    }

    /// Everything that is counted of the answers, and the answers themselves.
    private List<String> results(Visitor office) {
        var progress = province.path() + "/progress";
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> office.get(progress).expect(200).number("total.teachers.received")
                                == rows("response"));
        return List.of(
                text(office.get(province.path() + "/results?role=TEACHER").expect(200).at("questions")),
                text(office.get(progress).expect(200).at("total")),
                String.join(
                        ",",
                        database.column(
                                "select concat_ws('|', seq, hex(respondent), answers, other_texts, received_at) "
                                        + "from response where campaign_id = ? order by seq",
                                id())));
    }

    private static String text(JsonNode json) {
        return new String(Json.canonical(json), StandardCharsets.UTF_8);
    }

    private void closeCampaign() {
        service.clock().moveOn(Duration.ofDays(30).plusMinutes(16));
    }

    private LocalDate lastDay() {
        return service.bean(CampaignRepository.class)
                .findById(id())
                .orElseThrow()
                .closesAt()
                .atZone(Time.ZONE)
                .toLocalDate();
    }

    private Reply choose(LocalDate day) {
        return put("{\"destroyAfter\":\"%s\"}".formatted(day));
    }

    private Reply put(String body) {
        return office().put(path, Sheets.json(body));
    }

    private String confirmed() {
        return "{\"title\":\"%s\"}".formatted(office().get(province.path()).expect(200).string("title"));
    }

    private int rows(String table) {
        return database.number("select count(*) from %s where campaign_id = ?".formatted(table), id());
    }

    private long id() {
        return TestDatabase.id(province.id());
    }

    private static Visitor office() {
        return service.office();
    }
}
