package io.github.certpulse.intake.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.platform.redis.RateLimits;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.SiteWordRules;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many new browsers hand in at a school within an hour.
@Fast
class NewBrowsersTest {
    private static final Respondent BROWSER = browser();
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private final RateLimits limits = service.bean(RateLimits.class);
    private final NewBrowsers browsers = service.bean(NewBrowsers.class);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSchoolOf3000StudentsAnswersInOneLesson() {
        var scope = scope(Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,3000"));
        assertThat(browsers.demand(scope, BROWSER).permits()).isEqualTo(3_500);
        for (var i = 0; i < 3_500; i++) {
            assertThat(newcomer(scope)).as("%d before", i).isTrue();
        }
        exhaust(scope);
    }

    @Test
    void theNumberCountsTheRegisteredStudentsOfAllCertificatesAndIsNeverLowered() {
        var province = Province.with(
                service,
                "甲校,高职,武汉市,,,物流管理,中级,120",
                "甲校,高职,武汉市,,,老年照护,中级,80");
        assertThat(browsers.demand(scope(province), BROWSER).permits()).isEqualTo(700);
        SiteWordRules.set(province, "{\"newBrowsersPerHour\":10}").expect(200);
        assertThat(browsers.demand(scope(province), BROWSER).permits()).isEqualTo(700);
        var raised = SiteWordRules.set(province, "{\"newBrowsersPerHour\":1000000}").expect(200);
        assertThat(raised.number("items.0.newBrowsersPerHour")).isEqualTo(1_000_000);
        assertThat(browsers.demand(scope(province), BROWSER).permits()).isEqualTo(1_000_000);
        SiteWordRules.set(province, "{\"newBrowsersPerHour\":1000001}").expectProblem(422, "site-words-invalid");
    }

    @Test
    void thoseBeyondTheLimitComeLaterAndLoseNothingWhileKnownOnesAndWechatGoOn() {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,1", "乙校,高职,武汉市,,,老年照护,中级,1");
        var school = province.school("甲校");
        var sheet = Sheets.teacher(school, school.certificate("物流管理"));
        var student = Sheets.student(school, school.certificate("物流管理"));
        var known = service.browser();
        var path = "/api/v1/responses/" + UUID.randomUUID();
        known.put(path, sheet).expect(201);
        exhaust(scope(province));

        var late = service.browser();
        var latePath = "/api/v1/responses/" + UUID.randomUUID();
        var refused = late.put(latePath, sheet).expectProblem(429, "too-many-new-browsers");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 8);
        late.put(latePath, Sheets.with(sheet, "answers.q3", "\"Z\"")).expectProblem(422, "answers-invalid");
        late.put(latePath, sheet).expectProblem(429, "too-many-new-browsers");
        known.put(path, sheet).expect(200);
        known.put("/api/v1/responses/" + UUID.randomUUID(), student).expect(201);
        service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
        var other = province.school("乙校");
        service.browser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(other, other.certificate("老年照护")))
                .expect(201);

        var told = province.office().get(province.path() + "/site-words").expect(200);
        assertThat(told.at("items.0.refusedAt").isString()).isTrue();
        assertThat(told.at("items.1.refusedAt").isNull()).isTrue();
        SiteWordRules.set(province, "{\"newBrowsersPerHour\":5000}").expect(200);
        late.put(latePath, sheet).expect(201);
    }

    @Test
    void refusedSheetsUseUpNoPermits() {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,1");
        var school = province.school("甲校");
        var scope = scope(province);
        var flawed = Sheets.with(Sheets.teacher(school, school.certificate("物流管理")), "answers.q3", "\"Z\"");
        for (var i = 0; i < 10; i++) {
            service.browser().put("/api/v1/responses/" + UUID.randomUUID(), flawed).expect(422);
        }
        for (var i = 0; i < 501; i++) {
            assertThat(newcomer(scope)).isTrue();
        }
        exhaust(scope);
    }

    /// What used to hand in thousands of sheets a minute: one machine that is a new browser for each sheet.
    @Test
    void aProgramWithFreshCookiesIsStoppedByTheLimitAndBeforeThatByTheSiteWord() throws Exception {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,1");
        var school = province.school("甲校");
        var sheet = Sheets.student(school, school.certificate("物流管理"));
        SiteWordRules.set(province, "{\"student\":\"WEB\"}").expect(200);
        var guessed = program(60, i -> SiteWordRules.with(sheet, "%06d".formatted(i)));
        assertThat(guessed).doesNotContain(200, 201).contains(403);
        assertThat(program(60, _ -> sheet)).containsOnly(403);
        assertThat(stored(school)).isZero();
        SiteWordRules.set(province, "{}").expect(200);
        var statuses = program(600, _ -> sheet);
        assertThat(statuses).containsOnly(201, 429).contains(429);
        assertThat(stored(school)).isBetween(501L, 599L)
                .isEqualTo(statuses.stream().filter(status -> status == 201).count());
    }

    private static Respondent browser() {
        return new Respondent(UUID.randomUUID().toString(), Channel.WEB);
    }

    private List<Integer> program(int sheets, java.util.function.IntFunction<JsonNode> sheet) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            return threads.invokeAll(
                    IntStream.range(0, sheets).<Callable<Integer>>mapToObj(i -> () -> handIn(sheet.apply(i))).toList())
                    .stream()
                    .map(done -> done.resultNow())
                    .toList();
        }
    }

    private int handIn(JsonNode sheet) {
        Visitor fresh = service.browser();
        return fresh.put("/api/v1/responses/" + UUID.randomUUID(), sheet).status();
    }

    private long stored(Province.School school) {
        var code = service.bean(Entries.class).scope(school.studentCode()).orElseThrow();
        return Long.parseLong(
                String.valueOf(
                        database.column("select count(*) from response where school_id = " + code.school().id())
                                .getFirst()));
    }

    private Scope scope(Province province) {
        return service.bean(Entries.class).scope(province.school("甲校").teacherCode()).orElseThrow();
    }

    /// Takes permits until none is left: on a busy machine Redis may not answer in time, and then one is let in.
    private void exhaust(Scope scope) {
        assertThat(IntStream.range(0, 1_000).anyMatch(_ -> !newcomer(scope))).isTrue();
    }

    /// Whether one more new browser may hand in.
    private boolean newcomer(Scope scope) {
        return limits.refused(List.of(browsers.demand(scope, browser()))).isEmpty();
    }
}
