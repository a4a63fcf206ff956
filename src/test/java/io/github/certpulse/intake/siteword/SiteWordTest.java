package io.github.certpulse.intake.siteword;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.SiteWordRules;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// A campaign asks for the site word, and people hand in with it and without.
@Fast
class SiteWordTest {
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province =
            Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120", "乙校,高职,武汉市,,,老年照护,中级,80");
    private final Province.School school = province.school("甲校");
    private final JsonNode sheet = Sheets.teacher(school, school.certificate("物流管理"));
    private final JsonNode studentSheet = Sheets.student(school, school.certificate("物流管理"));
    private final Map<String, List<String>> accounts = province.openAccounts();
    private final Visitor clerk = clerk("甲校");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isAskedOfNobodyUnlessTheOfficeSaysSo() {
        entry(school.teacherCode(), false);
        handIn(service.browser(), sheet).expect(201);
        assertThat(clerk.get("/api/v1/school/site-words").expect(200).list("items")).isEmpty();
        clerk.post("/api/v1/school/site-words/teacher", "").expectProblem(404, "not-found");
        var rule = province.office().get(province.path() + "/site-words").expect(200);
        assertThat(List.of(rule.string("teacher"), rule.string("student"))).containsOnly("OFF");
        assertThat(rule.at("schools").isNull()).isTrue();
    }

    @Test
    void isAskedOfBrowsersButNotOfWechatWhereWechatComesFirst() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        entry(school.teacherCode(), true, "WEB");
        entry(school.studentCode(), false);
        var word = SiteWordRules.word(clerk, "TEACHER");
        assertThat(word).matches("\\d{6}");
        handIn(service.browser(), sheet).expectProblem(403, "site-word-required");
        handIn(service.browser(), SiteWordRules.with(sheet, " ")).expectProblem(403, "site-word-required");
        handIn(service.browser(), SiteWordRules.with(sheet, SiteWordRules.wrong(word)))
                .expectProblem(403, "site-word-wrong");
        handIn(service.browser(), SiteWordRules.with(sheet, word)).expect(201);
        handIn(service.browser(), SiteWordRules.with(sheet, wide(word))).expect(201);
        handIn(service.wechatUser(), sheet).expect(201);
        handIn(service.wechatUser(), SiteWordRules.with(sheet, "anything")).expect(201);
        handIn(service.browser(), studentSheet).expect(201);
        handIn(service.browser(), Sheets.with(sheet, "siteWord", "482913")).expectProblem(400, "malformed");
    }

    @Test
    void isAskedOfEverybodyAndEachRoleHasItsOwn() {
        SiteWordRules.set(province, "{\"teacher\":\"ALL\",\"student\":\"ALL\"}").expect(200);
        entry(school.studentCode(), true, "WECHAT", "WEB");
        handIn(service.wechatUser(), sheet).expectProblem(403, "site-word-required");
        var word = SiteWordRules.word(clerk, "TEACHER");
        handIn(service.wechatUser(), SiteWordRules.with(sheet, word)).expect(201);
        assertThat(SiteWordRules.word(clerk, "STUDENT")).isNotEqualTo(word);
        handIn(service.wechatUser(), SiteWordRules.with(studentSheet, word)).expectProblem(403, "site-word-wrong");
    }

    @Test
    void isAskedAtChosenSchoolsOnly() {
        var other = province.school("乙校");
        SiteWordRules.set(province, "{\"teacher\":\"WEB\",\"schools\":[\"%s\"]}".formatted(school.id())).expect(200);
        handIn(service.browser(), sheet).expectProblem(403, "site-word-required");
        handIn(service.browser(), Sheets.teacher(other, other.certificate("老年照护"))).expect(201);
        SiteWordRules.set(province, "{\"teacher\":\"WEB\",\"schools\":[]}").expect(200);
        handIn(service.browser(), sheet).expect(201);
    }

    @Test
    void doesNotBelongToTheSheetSoThatARetryIsAnsweredAsTheFirstTimeWhateverWord() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var word = SiteWordRules.word(clerk, "TEACHER");
        var browser = service.browser();
        var path = "/api/v1/responses/" + UUID.randomUUID();
        browser.put(path, SiteWordRules.with(sheet, SiteWordRules.wrong(word))).expectProblem(403, "site-word-wrong");
        var first = browser.put(path, SiteWordRules.with(sheet, word)).expect(201);
        for (var again : List.of(sheet, SiteWordRules.with(sheet, "1"), SiteWordRules.with(sheet, word))) {
            assertThat(browser.put(path, again).expect(200).body()).isEqualTo(first.body());
        }
        browser.put(path, SiteWordRules.with(Sheets.with(sheet, "answers.q4", "\"B\""), word))
                .expectProblem(409, "response-id-reused");
        clerk.post("/api/v1/school/site-words/teacher", "").expect(200);
        assertThat(browser.put(path, SiteWordRules.with(sheet, word)).expect(200).body()).isEqualTo(first.body());
    }

    @Test
    void isCheckedAfterTheCertificateAndBeforeTheAnswers() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var word = SiteWordRules.word(clerk, "TEACHER");
        var flawed = Sheets.with(sheet, "answers.q3", "\"Z\"");
        handIn(service.browser(), Sheets.with(sheet, "certificateId", "\"x\""))
                .expectProblem(404, "certificate-unknown");
        handIn(service.browser(), flawed).expectProblem(403, "site-word-required");
        handIn(service.browser(), SiteWordRules.with(flawed, word)).expectProblem(422, "answers-invalid");
    }

    @Test
    void isChangedByTheSchoolAtOnce() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var old = SiteWordRules.word(clerk, "TEACHER");
        var changed = clerk.post("/api/v1/school/site-words/teacher", "").expect(200);
        assertThat(changed.header("cache-control")).isEqualTo("no-store");
        assertThat(changed.string("items.0.word")).isNotEqualTo(old).isEqualTo(SiteWordRules.word(clerk, "TEACHER"));
        handIn(service.browser(), SiteWordRules.with(sheet, old)).expectProblem(403, "site-word-wrong");
        handIn(service.browser(), SiteWordRules.with(sheet, changed.string("items.0.word"))).expect(201);
        clerk.post("/api/v1/school/site-words/student", "").expectProblem(404, "not-found");
        clerk.post("/api/v1/school/site-words/TEACHER", "").expectProblem(404, "not-found");
    }

    @Test
    void isSeenAndChangedByTheOfficeButNotByViewersOrOtherSchools() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var path = province.path() + "/schools/" + school.id() + "/site-words";
        var word = SiteWordRules.word(clerk, "TEACHER");
        assertThat(province.office().get(path).expect(200).string("items.0.word")).isEqualTo(word);
        province.office().post(path + "/teacher", "").expect(200);
        assertThat(SiteWordRules.word(clerk, "TEACHER")).isNotEqualTo(word);
        province.office().post(path + "/student", "").expectProblem(404, "not-found");
        var viewer = service.viewer();
        viewer.get(province.path() + "/site-words").expect(200);
        viewer.get(path).expectProblem(403, "forbidden");
        viewer.put(province.path() + "/site-words", Sheets.json("{}")).expectProblem(403, "forbidden");
        clerk.get(path).expectProblem(403, "forbidden");
        assertThat(clerk("乙校").get("/api/v1/school/site-words").expect(200).string("items.0.word"))
                .isNotEqualTo(SiteWordRules.word(clerk, "TEACHER"));
    }

    @Test
    void hasSettingsWhoseFaultsAreAllReported() {
        var foreign = Province.with(service, "丙校,高职,武汉市,,,物流管理,中级,120").school("丙校").id();
        assertThat(
                SiteWordRules.set(
                        province,
                        "{\"teacher\":\"NO\",\"student\":1,\"schools\":[\"%s\"],\"newBrowsersPerHour\":0}"
                                .formatted(foreign))
                        .expectProblem(422, "site-words-invalid")
                        .violations())
                .containsExactly(
                        "teacher unknown-choice",
                        "student unknown-choice",
                        "schools unknown-school",
                        "newBrowsersPerHour out-of-range");
        SiteWordRules.set(province, "[]").expectProblem(400, "malformed");
        handIn(service.browser(), sheet).expect(201);
    }

    @Test
    void isCheckedBeforeTheFirstQuestionByThoseWhoAsk() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var path = "/api/v1/entries/" + school.teacherCode() + "/site-word";
        var word = SiteWordRules.word(clerk, "TEACHER");
        var browser = service.browser();
        browser.post(path, "{\"siteWord\":\"%s\"}".formatted(word)).expect(204);
        browser.post(path, "{}").expectProblem(403, "site-word-required");
        browser.post(path, "{\"siteWord\":\"%s\"}".formatted(SiteWordRules.wrong(word)))
                .expectProblem(403, "site-word-wrong");
        service.wechatUser().post(path, "{}").expect(204);
        service.stranger().post(path, "{}").expectProblem(401, "unauthorized");
        browser.post("/api/v1/entries/22222222222/site-word", "{}").expectProblem(404, "entry-unknown");
    }

    @Test
    void standsNeitherInLogsNorInTheAuditTrailNorInTheDatabase() {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var word = SiteWordRules.word(clerk, "TEACHER");
        handIn(service.browser(), SiteWordRules.with(sheet, word)).expect(201);
        handIn(service.browser(), Sheets.with(SiteWordRules.with(sheet, word), "answers.q3", "\"Z\"")).expect(422);
        province.office().get(province.path() + "/schools/" + school.id() + "/site-words").expect(200);
        clerk.post("/api/v1/school/site-words/teacher", "").expect(200);
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains(word));
        var trail = province.office().get("/api/v1/audit?target=" + school.id()).expect(200).text();
        assertThat(trail).contains("site-word-changed", "site-words-viewed").doesNotContain(word);
        assertThat(province.office().get("/api/v1/audit?target=" + province.id()).text())
                .contains("site-word-rule-changed");
        assertThat(database.column("select concat(answers, coalesce(other_texts, '')) from response"))
                .isNotEmpty()
                .noneMatch(text -> String.valueOf(text).contains(word));
        for (var file : List.of("responses.csv?role=TEACHER", "progress.xlsx")) {
            var export = province.office().get(province.path() + "/exports/" + file).expect(200);
            assertThat(export.text()).doesNotContain(word);
        }
    }

    @Test
    void goesWithItsCampaign() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\",\"schools\":[\"%s\"]}".formatted(school.id())).expect(200);
        clerk.post("/api/v1/school/site-words/teacher", "").expect(200);
        province.office().delete(province.path()).expect(204);
        province.office().get(province.path() + "/site-words").expectProblem(404, "not-found");
    }

    private void entry(String code, boolean asks, String... channels) {
        var entry = service.stranger().get("/api/v1/entries/" + code).expect(200);
        assertThat(entry.at("siteWord").getBooleanValue()).isEqualTo(asks);
        assertThat(entry.list("siteWordChannels")).extracting(JsonNode::getStringValue).containsExactly(channels);
    }

    private Visitor clerk(String name) {
        return service.signedInWithOwnPassword(accounts.get(name).get(0), accounts.get(name).get(1));
    }

    private static Reply handIn(Visitor person, JsonNode filled) {
        return person.put("/api/v1/responses/" + UUID.randomUUID(), filled);
    }

    /// In digits of full width, with a blank in the middle.
    private static String wide(String word) {
        var text = new StringBuilder();
        word.chars().forEach(digit -> text.append((char) (digit - '0' + '０')));
        return text.insert(3, '　').toString();
    }
}
