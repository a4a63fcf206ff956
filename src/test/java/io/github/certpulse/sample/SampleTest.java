package io.github.certpulse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.intake.stored.StoredCampaignAnswers;
import io.github.certpulse.platform.redis.Redis;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A sample is loaded and removed with one click; real answers cannot be removed.
class SampleTest {
    private static final String CAMPAIGNS = "/api/v1/campaigns";
    private static final String ROW = "甲校,高职,武汉市,,,物流管理,中级,120";
    private final TestService service = TestService.shared();

    @Test
    void loadsASampleAtAnyTimeAndMarksIt() {
        var office = service.office();
        var sample = office.post("/api/v1/samples", "{\"name\":\"anhui\"}").expect(201);
        assertThat(sample.at("sample").getBooleanValue()).isTrue();
        assertThat(sample.string("title")).contains("样例");
        assertThat(sample.string("state")).isEqualTo("OPEN");
        assertThat(
                office.get(CAMPAIGNS + "/" + sample.string("id") + "/results?role=TEACHER")
                        .expect(200)
                        .number("respondents"))
                .isGreaterThan(1000);
        assertThat(office.get(CAMPAIGNS + "/" + sample.string("id") + "/schools?size=1").expect(200).number("total"))
                .isEqualTo(189);
        for (var wrong : List.of("{}", "{\"name\":\"\"}", "{\"name\":\"beijing\"}", "{\"name\":\"empty\"}")) {
            assertThat(office.post("/api/v1/samples", wrong).expectProblem(422, "parameter-invalid").violations())
                    .containsExactly("name invalid");
        }
        service.viewer().post("/api/v1/samples", "{\"name\":\"hubei\"}").expectProblem(403, "forbidden");
        service.viewer().delete(CAMPAIGNS + "/" + sample.string("id")).expectProblem(403, "forbidden");
        service.stranger().delete(CAMPAIGNS + "/" + sample.string("id")).expectProblem(401, "unauthorized");
        office.delete(CAMPAIGNS + "/" + sample.string("id")).expect(204);
        office.delete(CAMPAIGNS + "/" + sample.string("id")).expectProblem(404, "not-found");
    }

    @Test
    void removesEverythingOfASampleThatWasUsed() {
        try (
                var own = TestService.start(
                        TestServers.shared().databasePort(),
                        TestServers.shared().newRedis(),
                        Map.of("certpulse.sample", "hubei-empty"));
                var database = TestDatabase.of(own)) {
            var office = own.office();
            var path = CAMPAIGNS + "/" + office.get(CAMPAIGNS).expect(200).json().get(0).get("id").getStringValue();
            office.patch(
                    path,
                    "{\"schoolResults\":true,\"quota\":{\"perCertificate\":{\"teachers\":0,\"students\":0}}}")
                    .expect(200);
            var used = Used.of(own, path);
            var numbers = used.numbers();
            assertThat(database.allContent()).contains(numbers);

            office.delete(path).expect(204);

            assertThat(database.allContent()).doesNotContain(numbers);
            assertThat(database.number("select count(*) from wechat_code")).isZero();
            used.assertRemoved();
            assertThat(office.get(CAMPAIGNS).expect(200).json().size()).isZero();
            assertThat(office.get("/api/v1/accounts").expect(200).json().size()).as("the office's accounts")
                    .isEqualTo(1);
            assertThat(office.get("/api/v1/audit?action=campaign-removed").expect(200).at("items.0.facts"))
                    .isEqualTo(Sheets.json("""
                            {"title":"湖北省1+X证书制度试点抽查（样例）","sample":true,"schools":25,"answers":11}"""));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(own.bean(Redis.class).ask(commands -> commands.hkeys("certpulse:counts")))
                                    .hasValueSatisfying(keys -> assertThat(keys).doesNotContain(numbers)));
            isNotLoadedAgainAfterARestart(own);
            assertThat(office.post("/api/v1/samples", "{\"name\":\"hubei-empty\"}").expect(201).string("title"))
                    .contains("样例");
        }
    }

    private static void isNotLoadedAgainAfterARestart(TestService own) {
        try (
                var again = TestService.start(
                        TestServers.shared().databasePort(),
                        own.database(),
                        TestServers.shared().redisPort(),
                        Map.of("certpulse.sample", "hubei-empty"))) {
            assertThat(again.office().get(CAMPAIGNS).expect(200).json().size()).isZero();
        }
    }

    /// A sample with a clerk, answers, a contact, a picture and a receipt. All are requested once, so that caches
    /// contain them.
    private record Used(
            TestService own,
            String path,
            String school,
            String code,
            String certificate,
            Visitor clerk,
            String receipt,
            JsonNode sheet) {

        static Used of(TestService own, String path) {
            var office = own.office();
            var first = office.get(path + "/schools?size=1").expect(200).at("items.0");
            var code = Reply.at(first, "entries.teacher").getStringValue();
            var certificate = own.stranger().get("/api/v1/entries/" + code).expect(200).string("certificates.0.id");
            var school = new Province.School(
                    first.get("id").getStringValue(),
                    first.get("name").getStringValue(),
                    code,
                    "",
                    Map.of());
            var sheet = Sheets.with(
                    Sheets.teacher(school, certificate),
                    "contact",
                    "{\"name\":\"王老师\",\"phone\":\"13800138000\"}");
            Crowd.of(own, 11)
                    .atOnce((person, _) -> person.put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201));
            var account = office.post(path + "/accounts", "", "Accept", "text/csv")
                    .expect(200)
                    .text()
                    .lines()
                    .filter(line -> line.startsWith(school.name() + ","))
                    .findFirst()
                    .orElseThrow()
                    .split(",");
            var clerk = own.signedInWithOwnPassword(account[1], account[2]);
            clerk.get("/api/v1/school/results?role=TEACHER").expect(200);
            clerk.get("/api/v1/school/qrcodes/teacher.wechat").expect(200);
            office.get(path + "/results?role=TEACHER").expect(200);
            office.get(path + "/progress").expect(200);
            return new Used(
                    own,
                    path,
                    school.id(),
                    code,
                    certificate,
                    clerk,
                    clerk.post("/api/v1/school/completion", "").expect(201).string("receipt"),
                    sheet);
        }

        /// As stored in the tables.
        String[] numbers() {
            return new String[]{Long.toString(TestDatabase.id(path.substring(CAMPAIGNS.length() + 1))),
                    Long.toString(TestDatabase.id(school)), Long.toString(TestDatabase.id(certificate)), code};
        }

        void assertRemoved() {
            var office = own.office();
            for (var below : List.of(
                    "",
                    "/schools",
                    "/progress",
                    "/results?role=TEACHER",
                    "/contacts",
                    "/quality?role=TEACHER",
                    "/live",
                    "/exports/responses.csv",
                    "/qrcodes.zip")) {
                office.get(path + below).expectProblem(404, "not-found");
            }
            own.stranger().get("/api/v1/entries/" + code).expectProblem(404, "entry-unknown");
            own.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expectProblem(404, "entry-unknown");
            own.stranger().get("/api/v1/completions/" + receipt).expectProblem(404, "not-found");
            clerk.get("/api/v1/school/progress").expectProblem(401, "unauthorized");
        }
    }

    @Test
    void removesACampaignWithoutAnswersAndKeepsOneWithAnswers() {
        var unanswered = Province.with(service, ROW);
        unanswered.openAccounts();
        unanswered.office().delete(unanswered.path()).expect(204);
        unanswered.office().get(unanswered.path()).expectProblem(404, "not-found");

        var answered = Province.with(service, ROW);
        var school = answered.school("甲校");
        service.wechatUser().put(path(), Sheets.teacher(school, school.certificate("物流管理"))).expect(201);
        answered.office().delete(answered.path()).expectProblem(409, "campaign-has-answers");
        assertThat(answered.office().get(answered.path() + "/results?role=TEACHER").expect(200).number("respondents"))
                .isEqualTo(1);
        service.wechatUser().put(path(), Sheets.teacher(school, school.certificate("物流管理"))).expect(201);
    }

    @Test
    void losesNoAnswerThatArrivesWhileTheCampaignIsRemoved() {
        var province = Province.with(service, ROW);
        var school = province.school("甲校");
        var crowd = Crowd.of(service, 20);
        var removal = CompletableFuture
                .supplyAsync(() -> province.office().delete(province.path()), Thread::startVirtualThread);
        var replies =
                crowd.atOnce((person, _) -> person.put(path(), Sheets.teacher(school, school.certificate("物流管理"))));
        var stored = replies.stream().filter(reply -> reply.status() == 201).count();
        try (var database = TestDatabase.of(service)) {
            assertThat(database.rows(school.certificate("物流管理"))).isEqualTo((int) stored);
        }
        var removed = removal.join();
        assertThat(removed.status()).as("%d were stored: %s", stored, removed.text()).isEqualTo(stored > 0 ? 409 : 204);
        assertThat(replies).allMatch(reply -> reply.status() == 201 || reply.status() == 404);
    }

    @Test
    void removesALargeSampleInBatches() {
        var province = Province.with(service, ROW);
        new StoredCrowd(service, province, 7).store(Role.TEACHER, 2 * StoredCampaignAnswers.MAX_ROWS_AT_ONCE + 1);
        try (var database = TestDatabase.of(service)) {
            database.change("update campaign set sample = true where id = ?", TestDatabase.id(province.id()));
            province.office().delete(province.path()).expect(204);
            assertThat(
                    database.number(
                            "select count(*) from response where campaign_id = ?",
                            TestDatabase.id(province.id())))
                    .isZero();
        }
        assertThat(
                province.office()
                        .get("/api/v1/audit?action=campaign-removed&target=" + province.id())
                        .expect(200)
                        .number("items.0.facts.answers"))
                .isEqualTo(2 * StoredCampaignAnswers.MAX_ROWS_AT_ONCE + 1);
    }

    private static String path() {
        return "/api/v1/responses/" + UUID.randomUUID();
    }
}
