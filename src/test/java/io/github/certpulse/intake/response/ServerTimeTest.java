package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.intake.storing.Provenance;
import io.github.certpulse.platform.secret.Tokens;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The time from when the service first saw a respondent until the sheet, whatever the client says.
@Fast
class ServerTimeTest {
    private static final Duration SOME_TIME = Duration.ofSeconds(200);
    private static final int TOLERANCE = 60;
    private static TestService service;
    private static TestDatabase database;
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Province.School school = province.school("甲校");

    @BeforeAll
    static void start() {
        var servers = TestServers.shared();
        service = TestService.start(servers.databasePort(), servers.redisPort(), Map.of());
        database = TestDatabase.of(service);
    }

    @AfterEach
    void reset() {
        service.clock().reset();
    }

    @AfterAll
    static void stop() {
        database.close();
        service.close();
    }

    @Test
    void isThatSinceTheBrowserWasFirstSeenAlsoUnderALaterToken() {
        var browser = service.stranger();
        browser.post("/api/v1/web/sessions", "").expect(201);
        service.clock().moveOn(SOME_TIME);
        var later = browser.with(browser.post("/api/v1/web/sessions", "").expect(201).string("accessToken"));
        assertThat(submit(later)).isBetween(200, 200 + TOLERANCE);
    }

    @Test
    void isShortForAFreshBrowserWhateverElapsedSecondsSay() {
        assertThat(submit(service.browser())).isBetween(0, TOLERANCE);
    }

    @Test
    void isShortForACookieThatNobodySigned() {
        var browser = service.stranger();
        var made = browser.post(
                "/api/v1/web/sessions",
                "",
                "Cookie",
                "certpulse_respondent=aaaaaaaaaaaaaaaaaaaaaa; certpulse_seen=abcdef.AAAAAAAAAAAAAAAAAAAAAA")
                .expect(201);
        assertThat(submit(browser.with(made.string("accessToken")))).isBetween(0, TOLERANCE);
    }

    @Test
    void isNotThatOfAnotherBrowserWhoseSignatureWasTaken() {
        var other = service.stranger().post("/api/v1/web/sessions", "").expect(201);
        service.clock().moveOn(SOME_TIME);
        var browser = service.stranger();
        var taken = browser.post(
                "/api/v1/web/sessions",
                "",
                "Cookie",
                "certpulse_respondent=bbbbbbbbbbbbbbbbbbbbbb; certpulse_seen=" + other.string("seen")).expect(201);
        assertThat(submit(browser.with(taken.string("accessToken")))).isBetween(0, TOLERANCE);
    }

    @Test
    void isThatSinceTheFirstLoginOfAWechatUserWhoKeptTheAnswer() {
        var first = login("openid-1", "");
        service.clock().moveOn(SOME_TIME);
        var again = login("openid-1", first.string("seen"));
        assertThat(submit(service.stranger().with(again.string("accessToken")))).isBetween(200, 200 + TOLERANCE);
        var forgot = login("openid-2", "\\\"}");
        assertThat(submit(service.stranger().with(forgot.string("accessToken")))).isBetween(0, TOLERANCE);
    }

    @Test
    void isAtMostADay() {
        var browser = service.stranger();
        browser.post("/api/v1/web/sessions", "").expect(201);
        service.clock().moveOn(Duration.ofDays(3));
        var later = browser.with(browser.post("/api/v1/web/sessions", "").expect(201).string("accessToken"));
        assertThat(submit(later)).isEqualTo(Provenance.MAX_SERVER_SECONDS);
    }

    @Test
    void isUnknownUnderATokenOfAnEarlierVersionWhichStaysValid() {
        var old = service.bean(Tokens.class)
                .sign(
                        new Tokens.Payload("respondent", "AAAAAAAAAAAAAAAAAAAAAA", Map.of("channel", "WEB")),
                        Duration.ofHours(1));
        var id = hand(service.stranger().with(old));
        assertThat(database.column("select server_seconds from response where id = unhex(?)", id))
                .containsExactly((String) null);
        var wrong = service.bean(Tokens.class)
                .sign(
                        new Tokens.Payload(
                                "respondent",
                                "AAAAAAAAAAAAAAAAAAAAAA",
                                Map.of("channel", "WEB", "since", "yesterday")),
                        Duration.ofHours(1));
        service.stranger()
                .with(wrong)
                .put("/api/v1/responses/" + UUID.randomUUID(), sheet())
                .expectProblem(401, "unauthorized");
    }

    @Test
    void isAColumnOfTheExportBesideTheClientsTime() {
        var browser = service.stranger();
        browser.post("/api/v1/web/sessions", "").expect(201);
        service.clock().moveOn(SOME_TIME);
        submit(browser.with(browser.post("/api/v1/web/sessions", "").expect(201).string("accessToken")));
        var lines = province.office()
                .get(province.path() + "/exports/responses.csv?role=TEACHER")
                .expect(200)
                .text()
                .lines()
                .toList();
        var headings = List.of(lines.get(0).substring(1).split(","));
        var row = lines.get(1).split(",");
        assertThat(row[headings.indexOf("elapsed_seconds")]).isEqualTo("214");
        assertThat(Integer.parseInt(row[headings.indexOf("server_seconds")])).isBetween(200, 200 + TOLERANCE);
        assertThat(row[headings.indexOf("notice_version")]).isEqualTo("2");
        assertThat(row[headings.indexOf("flag_too_fast_by_server")]).isEqualTo("0");
    }

    private Reply login(String openid, String seen) {
        return service.stranger()
                .post(
                        "/api/v1/wechat/sessions",
                        "{\"code\":\"%s\",\"seen\":\"%s\"}".formatted(service.wechat().codeFor(openid), seen))
                .expect(201);
    }

    private JsonNode sheet() {
        return Sheets.teacher(school, school.certificate("物流管理"));
    }

    private String hand(Visitor respondent) {
        var id = UUID.randomUUID();
        respondent.put("/api/v1/responses/" + id, sheet()).expect(201);
        return id.toString().replace("-", "");
    }

    private int submit(Visitor respondent) {
        return database.number("select server_seconds from response where id = unhex(?)", hand(respondent));
    }
}
