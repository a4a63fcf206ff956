package io.github.certpulse.numbers.setaside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.tally.Flag;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An office clerk sets responses aside and takes them back.
@Fast
class SetAsideTest {
    private static final String WEB = "{\"reason\":\"同一浏览器连续提交\",\"filter\":{\"channel\":\"WEB\"}}";
    private static final int WECHAT_TEACHERS = 4;
    private static final int WEB_TEACHERS = 3;
    private static final Duration FOLLOWED = Duration.ofSeconds(10);
    private final TestService service = TestService.shared();
    private final Province province = Province.withQuota(
            service,
            "{\"perCertificate\":{\"teachers\":5,\"students\":0}}",
            "甲校,高职,武汉市,一,,物流管理,中级,120",
            "乙校,本科,襄阳市,二,,物流管理,中级,40");
    private final Province.School school = province.school("甲校");
    private final Visitor office = province.office();
    private final String path = province.path() + "/set-aside";

    @BeforeEach
    void answer() {
        IntStream.range(0, WECHAT_TEACHERS).forEach(_ -> answer(service.wechatUser()).expect(201));
        IntStream.range(0, WEB_TEACHERS).forEach(_ -> answer(service.browser()).expect(201));
        awaitReceived(WECHAT_TEACHERS + WEB_TEACHERS);
    }

    private Reply answer(Visitor person) {
        return person.put(
                "/api/v1/responses/" + UUID.randomUUID(),
                Sheets.teacher(school, school.certificate("物流管理")));
    }

    private void awaitReceived(int teachers) {
        Awaitility.await()
                .atMost(FOLLOWED)
                .untilAsserted(() -> assertThat(progress().number("total.teachers.received")).isEqualTo(teachers));
    }

    private Reply progress() {
        return office.get(province.path() + "/progress?detail=certificates").expect(200);
    }

    private Reply results() {
        return office.get(province.path() + "/results?role=TEACHER").expect(200);
    }

    private List<String> rows(String query) {
        return office.get(province.path() + "/exports/responses.csv?role=TEACHER" + query)
                .expect(200)
                .text()
                .lines()
                .skip(1)
                .toList();
    }

    /// Everything that shows numbers, by address; without the times at which they were counted.
    private Map<String, String> everywhere(Visitor clerk) {
        var shown = new TreeMap<String, String>();
        for (var view : List.of(
                "/progress?detail=certificates",
                "/results?role=TEACHER",
                "/crosstab?role=TEACHER&row=q9&column=school",
                "/quality?role=TEACHER",
                "/shortages",
                "/schools")) {
            shown.put(view, withoutTimes(office.get(province.path() + view).expect(200)));
        }
        var pace = office.get(province.path() + "/pace").expect(200);
        shown.put("/pace", pace.at("teachers.received") + " of " + pace.at("teachers.filled"));
        shown.put("/responses.csv", rows("").stream().sorted().toList().toString());
        shown.put("/school/progress", withoutTimes(clerk.get("/api/v1/school/progress").expect(200)));
        return shown;
    }

    private static String withoutTimes(Reply reply) {
        return reply.text().replaceAll("\"asOf\":\"[^\"]*\"", "");
    }

    @Test
    void leavesEveryNumberAndComesBackExactly() {
        var clerk = province.clerk("甲校");
        var before = everywhere(clerk);
        var done = office.post(path, WEB).expect(200);
        assertThat(done.number("responses")).isEqualTo(WEB_TEACHERS);
        var progress = progress();
        assertThat(
                List.of(
                        progress.number("total.teachers.received"),
                        progress.number("total.teachers.missing"),
                        progress.number("total.teachers.setAside"),
                        progress.number("setAside"),
                        progress.number("schoolsMet"),
                        progress.number("schools.0.certificates.0.teachers.received"),
                        progress.number("schools.0.certificates.0.teachers.missing"),
                        progress.number("schools.0.certificates.0.teachers.setAside")))
                .containsExactly(
                        WECHAT_TEACHERS,
                        0,
                        WEB_TEACHERS,
                        WEB_TEACHERS,
                        0,
                        WECHAT_TEACHERS,
                        5 - WECHAT_TEACHERS,
                        WEB_TEACHERS);
        var results = results();
        assertThat(List.of(results.number("respondents"), results.number("setAside")))
                .containsExactly(WECHAT_TEACHERS, WEB_TEACHERS);
        var own = clerk.get("/api/v1/school/progress").expect(200);
        assertThat(List.of(own.number("total.teachers.received"), own.number("setAside")))
                .containsExactly(WECHAT_TEACHERS, WEB_TEACHERS);
        var without = everywhere(clerk);
        before.forEach((view, shown) -> assertThat(without.get(view)).as(view).isNotEqualTo(shown));
        assertThat(rows("")).hasSize(WECHAT_TEACHERS);
        office.delete(path + "/" + done.string("id")).expect(204);
        assertThat(everywhere(clerk)).isEqualTo(before);
    }

    @Test
    void marksRowsInExportsThatIncludeThem() {
        office.post(path, WEB).expect(200);
        var headings = office.get(province.path() + "/exports/responses.csv?role=TEACHER&setAside=include")
                .expect(200)
                .text()
                .lines()
                .findFirst()
                .orElseThrow();
        var column = List.of(headings.split(",")).indexOf("set_aside");
        assertThat(rows("&setAside=include")).hasSize(WECHAT_TEACHERS + WEB_TEACHERS)
                .allSatisfy(
                        row -> assertThat(row.split(",")[column]).as(row).isEqualTo(row.contains(",WEB,") ? "1" : "0"));
        assertThat(office.get(province.path() + "/exports/responses.csv?role=TEACHER").text())
                .doesNotContain("set_aside");
        assertThat(
                office.get(province.path() + "/exports/responses.csv?setAside=maybe")
                        .expectProblem(400, "parameter-malformed")
                        .violations())
                .containsExactly("setAside invalid");
    }

    @Test
    void namesResponsesAsExportsDo() {
        var names = rows("").stream().map(row -> row.split(",")[0]).toList();
        var two = "{\"reason\":\"重复\",\"responses\":[\"%s\",\"%s\",\"%s\"]}"
                .formatted(names.get(0), names.get(1), names.get(0));
        assertThat(office.post(path, two).expect(200).number("responses")).isEqualTo(2);
        assertThat(rows("").stream().map(row -> row.split(",")[0]))
                .containsExactlyInAnyOrderElementsOf(names.subList(2, names.size()));
        assertThat(
                office.post(path, two.replace(names.get(1), "r000000000000000"))
                        .expectProblem(422, "set-aside-invalid")
                        .violations())
                .containsExactly("responses unknown-response");
        assertThat(rows("")).hasSize(names.size() - 2);
    }

    @Test
    void staysAsideWhileAnySetAsideHoldsIt() {
        var web = office.post(path, WEB).expect(200).string("id");
        var all = office.post(path, "{\"reason\":\"全部\",\"filter\":{\"role\":\"TEACHER\"}}").expect(200);
        assertThat(all.number("responses")).isEqualTo(WECHAT_TEACHERS + WEB_TEACHERS);
        assertThat(results().number("respondents")).isZero();
        office.delete(path + "/" + all.string("id")).expect(204);
        assertThat(results().number("respondents")).isEqualTo(WECHAT_TEACHERS);
        office.delete(path + "/" + web).expect(204);
        assertThat(results().number("respondents")).isEqualTo(WECHAT_TEACHERS + WEB_TEACHERS);
        office.delete(path + "/" + web).expectProblem(404, "not-found");
        var listed = office.get(path).expect(200).json();
        assertThat(Reply.items(listed)).extracting(each -> each.get("reason").getStringValue())
                .containsExactly("全部", "同一浏览器连续提交");
        assertThat(Reply.items(listed)).allSatisfy(each -> {
            assertThat(each.get("setBy").getStringValue()).isEqualTo("office");
            assertThat(each.get("undoneBy").getStringValue()).isEqualTo("office");
            assertThat(each.get("undoneAt").getStringValue()).endsWith("+08:00");
        });
        assertThat(Reply.at(listed, "1.filter.channel").getStringValue()).isEqualTo("WEB");
    }

    @Test
    void doesNotCatchWhatComesLaterAndKeepsTheRespondentFromAnsweringAgain() {
        var person = service.browser();
        answer(person).expect(201);
        office.post(path, WEB).expect(200);
        answer(person).expectProblem(409, "already-answered");
        answer(service.browser()).expect(201);
        awaitReceived(WECHAT_TEACHERS + 1);
        assertThat(results().number("setAside")).isEqualTo(WEB_TEACHERS + 1);
    }

    @Test
    void keepsItsPlaceBelowACap() {
        province.change("{\"caps\":{\"perCertificate\":{\"teachers\":%d}}}".formatted(WECHAT_TEACHERS + WEB_TEACHERS));
        office.post(path, WEB).expect(200);
        answer(service.wechatUser()).expectProblem(409, "quota-full");
    }

    @Test
    void leavesADeclarationOfCompletionWhichTheProgressThenContradicts() {
        province.change("{\"quota\":{\"perCertificate\":{\"teachers\":7,\"students\":0}}}");
        var clerk = province.clerk("甲校");
        var receipt = clerk.post("/api/v1/school/completion", "").expect(201).string("receipt");
        office.post(path, WEB).expect(200);
        var own = clerk.get("/api/v1/school/progress").expect(200);
        assertThat(own.at("met").getBooleanValue()).isFalse();
        assertThat(own.at("completedAt").isString()).isTrue();
        assertThat(clerk.post("/api/v1/school/completion", "").expect(200).string("receipt")).isEqualTo(receipt);
        office.delete(province.path() + "/schools/" + school.id() + "/completion").expect(204);
        clerk.post("/api/v1/school/completion", "").expectProblem(409, "quota-unmet");
    }

    @Test
    void previewsWhatItChangesWithoutDoingIt() {
        var preview = office.post(path + "?dryRun=true", "{\"filter\":{\"channel\":\"WEB\"}}").expect(200);
        assertThat(preview.json()).isEqualTo(
                Sheets.json(
                        """
                                {"responses":3,"alreadySetAside":0,"teachers":{"before":7,"after":4},
                                 "students":{"before":0,"after":0},"schoolsMet":{"before":1,"after":0},
                                 "schools":[{"id":"%s","name":"甲校",
                                   "teachers":{"required":0,"before":7,"after":4,"missing":0},
                                   "students":{"required":0,"before":0,"after":0,"missing":0},
                                   "metBefore":true,"metAfter":false}]}""".formatted(school.id())));
        assertThat(results().number("respondents")).isEqualTo(WECHAT_TEACHERS + WEB_TEACHERS);
        assertThat(office.get(path).expect(200).text()).isEqualTo("[]");
        office.post(path, WEB).expect(200);
        var again = office.post(path + "?dryRun=true", WEB).expect(200);
        assertThat(List.of(again.number("responses"), again.number("alreadySetAside"))).containsExactly(3, 3);
        assertThat(again.list("schools")).isEmpty();
        var nothing = "{\"reason\":\"无\",\"filter\":{\"role\":\"STUDENT\"}}";
        assertThat(office.post(path + "?dryRun=true", nothing).expect(200).number("responses")).isZero();
        office.post(path, nothing).expectProblem(422, "nothing-to-set-aside");
        assertThat(
                office.post(path + "?dryRun=yes", nothing).expectProblem(400, "parameter-malformed").violations())
                .containsExactly("dryRun invalid");
    }

    @Test
    void takesEveryFlagByItsCode() {
        for (var flag : Flag.values()) {
            var counted = office.get(province.path() + "/quality?role=TEACHER")
                    .expect(200)
                    .list("flags")
                    .stream()
                    .filter(each -> each.get("flag").getStringValue().equals(flag.code()))
                    .findFirst()
                    .orElseThrow()
                    .get("count")
                    .getIntValue();
            var preview = office.post(path + "?dryRun=true", "{\"filter\":{\"flag\":\"%s\"}}".formatted(flag.code()));
            assertThat(preview.expect(200).number("responses")).as(flag.code()).isEqualTo(counted);
        }
        assertThat(
                office.post(
                        path,
                        "{\"reason\":\"相同答卷\",\"filter\":{\"flag\":\"identical-burst\",\"school\":\"%s\"}}"
                                .formatted(school.id()))
                        .expect(200)
                        .number("responses"))
                .isEqualTo(WECHAT_TEACHERS + WEB_TEACHERS);
        assertThat(office.get(province.path() + "/quality?role=TEACHER").expect(200).number("flagged")).isZero();
    }

    @Test
    void refusesWhatItDoesNotUnderstandAndNamesEachField() {
        refuse("{\"filter\":{\"channel\":\"WEB\"}}", "reason required");
        refuse("{\"reason\":\"  \",\"filter\":{\"channel\":\"WEB\"}}", "reason required");
        refuse("{\"reason\":\"无\"}", "filter one-of");
        refuse("{\"reason\":\"无\",\"filter\":{\"flag\":\"too-fast\"},\"responses\":[\"r\"]}", "filter one-of");
        refuse("{\"reason\":\"无\",\"filter\":{}}", "filter empty");
        refuse("{\"reason\":\"无\",\"filter\":[]}", "filter wrong-type");
        refuse("{\"reason\":\"无\",\"responses\":[]}", "responses wrong-type");
        refuse("{\"reason\":\"无\",\"responses\":[1]}", "responses wrong-type");
        refuse("{\"reason\":\"无\",\"why\":1,\"filter\":{\"colour\":\"red\"}}", "why unknown", "filter.colour unknown");
        refuse(
                """
                        {"reason":"无","filter":{"school":"0000000000000","role":"BOTH","certificate":"绘画",
                         "channel":"FAX","from":"2026-01-01","to":"now","flag":"odd"}}""",
                "filter.role invalid",
                "filter.school invalid",
                "filter.certificate invalid",
                "filter.channel invalid",
                "filter.from not-a-time",
                "filter.to not-a-time",
                "filter.flag invalid");
        refuse(
                "{\"reason\":\"无\",\"filter\":{\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\"}}",
                "filter.to not-after-from");
        var longest = "因".repeat(SetAsideForm.MAX_REASON_LENGTH);
        refuse("{\"reason\":\"%s\",\"filter\":{\"channel\":\"WEB\"}}".formatted(longest + "由"), "reason too-long");
        office.post(path, "{\"reason\":\"%s\",\"filter\":{\"channel\":\"WEB\"}}".formatted(longest)).expect(200);
        refuse(names(SetAsideForm.MAX_NAMES + 1), "responses wrong-type");
        assertThat(
                office.post(path, names(SetAsideForm.MAX_NAMES)).expectProblem(422, "set-aside-invalid").violations())
                .containsOnly("responses unknown-response");
        office.post(path, "[]").expectProblem(400, "malformed");
        office.post(path, "{").expectProblem(400, "malformed");
    }

    private static String names(int number) {
        return "{\"reason\":\"无\",\"responses\":[%s]}".formatted(
                String.join(",", IntStream.range(0, number).mapToObj("\"r%015d\""::formatted).toList()));
    }

    private void refuse(String body, String... violations) {
        assertThat(office.post(path, body).expectProblem(422, "set-aside-invalid").violations()).as(body)
                .containsExactly(violations);
    }

    @Test
    void isTheOfficesOwn() {
        var viewer = service.viewer();
        var id = office.post(path, WEB).expect(200).string("id");
        viewer.post(path, WEB).expectProblem(403, "forbidden");
        viewer.delete(path + "/" + id).expectProblem(403, "forbidden");
        assertThat(Reply.items(viewer.get(path).expect(200).json())).hasSize(1);
        province.clerk("甲校").post(path, WEB).expectProblem(403, "forbidden");
        service.stranger().post(path, WEB).expectProblem(401, "unauthorized");
        office.post("/api/v1/campaigns/0000000000000/set-aside", WEB).expectProblem(404, "not-found");
        var other = Province.with(service, "甲校,高职,武汉市,一,,物流管理,中级,120");
        office.delete(other.path() + "/set-aside/" + id).expectProblem(404, "not-found");
        office.post(other.path() + "/set-aside", body("school", school.id())).expectProblem(422, "set-aside-invalid");
        assertThat(results().number("setAside")).isEqualTo(WEB_TEACHERS);
    }

    private static String body(String criterion, String value) {
        return "{\"reason\":\"无\",\"filter\":{\"%s\":\"%s\"}}".formatted(criterion, value);
    }

    @Test
    void isOnRecordWithReasonAndFilter() {
        var id = office.post(path, WEB).expect(200).string("id");
        office.delete(path + "/" + id).expect(204);
        var trail = office.get("/api/v1/audit?target=" + province.id()).expect(200).list("items");
        var last = trail.subList(0, 2).stream().map(each -> each.get("action").getStringValue()).toList();
        assertThat(last).containsExactly("set-aside-undone", "responses-set-aside");
        JsonNode facts = trail.get(1).get("facts");
        assertThat(facts.get("reason").getStringValue()).isEqualTo("同一浏览器连续提交");
        assertThat(facts.get("filter").getStringValue()).isEqualTo("{\"channel\":\"WEB\"}");
        assertThat(facts.get("responses").getIntValue()).isEqualTo(WEB_TEACHERS);
    }

    @Test
    void neverChangesTheTableOfResponses() {
        try (var database = TestDatabase.of(service)) {
            var sum = "select concat(count(*), ' ', sum(crc32(concat_ws('|', seq, hex(id), hex(respondent), answers, "
                    + "other_texts, hex(body_hash), channel, received_at, stored_at)))) from response "
                    + "where campaign_id = ?";
            var before = database.column(sum, TestDatabase.id(province.id()));
            var id = office.post(path, WEB).expect(200).string("id");
            assertThat(database.column(sum, TestDatabase.id(province.id()))).isEqualTo(before);
            office.delete(path + "/" + id).expect(204);
            assertThat(database.column(sum, TestDatabase.id(province.id()))).isEqualTo(before);
        }
    }
}
