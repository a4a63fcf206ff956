package io.github.certpulse.survey.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class CampaignsTest {
    private static final String PATH = "/api/v1/campaigns";
    private static final String FULL =
            """
                    {"title":"全省调查","province":"湖北省","opensAt":"2026-09-01T08:00:00+08:00",\
                    "closesAt":"2036-10-01T08:00:00+08:00",
                     "quota":{"perCertificate":{"teachers":5,"students":10},\
                    "perSchool":{"teachers":10,"students":12,"studentShare":0.01}},
                     "caps":{"perCertificate":{"teachers":50,"students":100}},
                     "questionnaires":{"teacher":"teacher-2020@1","student":"student-2020@1"},"channels":["WECHAT"]}""";
    private final TestService service = TestService.shared();
    private final Visitor office = service.office();

    @Test
    void storesEverySettingOfACampaign() {
        var created = office.post(PATH, FULL).expect(201);
        var read = office.get(PATH + "/" + created.string("id")).expect(200);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.string("title")).isEqualTo("全省调查");
        assertThat(read.string("province")).isEqualTo("湖北省");
        assertThat(OffsetDateTime.parse(read.string("opensAt")))
                .isEqualTo(OffsetDateTime.parse("2026-09-01T08:00:00+08:00"));
        assertThat(OffsetDateTime.parse(read.string("closesAt")))
                .isEqualTo(OffsetDateTime.parse("2036-10-01T08:00:00+08:00"));
        assertThat(
                numbers(
                        read,
                        "quota.perCertificate.teachers",
                        "quota.perCertificate.students",
                        "quota.perSchool.teachers",
                        "quota.perSchool.students",
                        "caps.perCertificate.teachers",
                        "caps.perCertificate.students"))
                .containsExactly(5, 10, 10, 12, 50, 100);
        assertThat(read.at("quota.perSchool.studentShare").getBigDecimalValue()).isEqualByComparingTo("0.01");
        assertThat(read.string("questionnaires.teacher")).isEqualTo("teacher-2020@1");
        assertThat(read.string("questionnaires.student")).isEqualTo("student-2020@1");
        assertThat(read.list("channels").stream().map(JsonNode::getStringValue)).containsExactly("WECHAT");
        assertThat(office.get(PATH).expect(200).json().get(0).get("id").getStringValue())
                .isEqualTo(created.string("id"));
    }

    @Test
    void usesDefaultsForSettingsThatAreLeftOut() {
        var created = office.post(PATH, """
                {"title":"最少","opensAt":"2026-09-01T08:00:00+08:00","closesAt":"2036-10-01T08:00:00+08:00"}""")
                .expect(201);
        assertThat(
                numbers(
                        created,
                        "quota.perCertificate.teachers",
                        "quota.perCertificate.students",
                        "quota.perSchool.teachers",
                        "quota.perSchool.students",
                        "quota.perSchool.studentShare"))
                .containsOnly(0);
        assertThat(created.at("caps")).isNull();
        assertThat(created.string("questionnaires.teacher")).isEqualTo("teacher-2020@1");
        assertThat(created.string("questionnaires.student")).isEqualTo("student-2020@1");
        assertThat(created.list("channels").stream().map(JsonNode::getStringValue))
                .containsExactlyInAnyOrder("WECHAT", "WEB");
    }

    @Test
    void refusesAPatchWithAnOutdatedEtag() {
        var created = office.post(PATH, FULL).expect(201);
        var path = PATH + "/" + created.string("id");
        var seen = office.get(path).header("etag");
        assertThat(office.patch(path, "{\"province\":\"湖南省\"}").expect(200).header("etag")).isNotEqualTo(seen);
        patch(path, "{\"province\":\"江西省\"}", seen).expectProblem(412, "campaign-changed");
        assertThat(office.get(path).string("province")).isEqualTo("湖南省");
        var now = office.get(path).header("etag");
        office.post(path + "/accounts", "");
        patch(path, "{\"province\":\"江西省\"}", now).expect(200);
        patch(path, "{\"province\":\"湖北省\"}", "*").expect(200);
        var fields = office.get("/api/v1/audit?action=campaign-changed&target=" + created.string("id"))
                .list("items")
                .getFirst()
                .get("facts")
                .get("fields");
        assertThat(fields.values()).extracting(JsonNode::getStringValue).containsExactly("province");
    }

    private Reply patch(String path, String json, String seen) {
        return office.send(
                "PATCH",
                path,
                BodyPublishers.ofString(json),
                "Content-Type",
                "application/json",
                "If-Match",
                seen);
    }

    @Test
    void changesOnlyTheFieldsOfThePatch() {
        var before = office.post(PATH, FULL).expect(201);
        var path = PATH + "/" + before.string("id");
        office.patch(path, "{\"quota\":{\"perSchool\":{\"studentShare\":0.02}}}").expect(200);
        var after = office.patch(path, "{\"title\":\"新标题\",\"id\":\"x\",\"state\":\"CLOSED\"}").expect(200);
        assertThat(after.at("quota.perSchool.studentShare").getBigDecimalValue()).isEqualByComparingTo("0.02");
        assertThat(after.string("title")).isEqualTo("新标题");
        assertThat(Sheets.with(Sheets.with(after.json(), "title", "null"), "quota", "null"))
                .isEqualTo(Sheets.with(Sheets.with(before.json(), "title", "null"), "quota", "null"));
        assertThat(
                numbers(after, "quota.perCertificate.teachers", "quota.perSchool.teachers", "quota.perSchool.students"))
                .containsExactly(5, 10, 12);
        assertThat(office.patch(path, "{}").expect(200).json()).isEqualTo(after.json());
        assertThat(office.get(path).json()).isEqualTo(after.json());
    }

    @Test
    void removesCapsThatThePatchSetsToNull() {
        var path = PATH + "/" + office.post(PATH, FULL).expect(201).string("id");
        var oneLeft = office.patch(path, "{\"caps\":{\"perCertificate\":{\"teachers\":null}}}").expect(200);
        assertThat(oneLeft.at("caps.perCertificate.teachers")).isNull();
        assertThat(oneLeft.number("caps.perCertificate.students")).isEqualTo(100);
        assertThat(office.patch(path, "{\"caps\":null}").expect(200).at("caps")).isNull();
    }

    @Test
    void closesACampaignWhoseEndIsSetIntoThePast() {
        var path = PATH + "/" + office.post(PATH, FULL).expect(201).string("id");
        assertThat(office.patch(path, "{\"closesAt\":\"2020-01-01T00:00:00+08:00\"}").expect(200).string("state"))
                .isEqualTo("CLOSED");
        assertThat(office.patch(path, "{\"title\":\"仍可修改\"}").expect(200).string("title")).isEqualTo("仍可修改");
        assertThat(
                office.patch(path, "{\"opensAt\":\"2026-09-01T08:00:00+08:00\"}")
                        .expectProblem(422, "campaign-invalid")
                        .violations())
                .containsExactly("closesAt not-after-opening");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "\"title\"", "{\"title\":\"a\",\"title\":\"b\"}", "{} {}",
                    "{\"title\":NaN}"})
    void refusesABodyThatIsNotAJsonObject(String body) {
        office.post(PATH, body).expectProblem(400, "malformed");
        office.patch(Province.empty(service, "{}").path(), body).expectProblem(400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0HZZZZZZZZZZZ", "nobody", "1", "%20", "ZZZZZZZZZZZZZ"})
    void refusesUnknownCampaignIds(String id) {
        var path = PATH + "/" + id;
        for (var below : new String[]{"", "/schools", "/progress", "/results?role=TEACHER",
                "/crosstab?role=TEACHER&row=q7&column=level", "/contacts", "/qrcodes.zip"}) {
            office.get(path + below).expectProblem(404, "not-found");
        }
        office.patch(path, "{}").expectProblem(404, "not-found");
        office.upload(path + "/roster", "roster.csv", new byte[]{'a'}).expectProblem(404, "not-found");
        office.post(path + "/accounts", "", "Accept", "text/csv").expectProblem(404, "not-found");
    }

    private static java.util.List<Integer> numbers(Reply reply, String... paths) {
        return java.util.Arrays.stream(paths).map(reply::number).toList();
    }
}
