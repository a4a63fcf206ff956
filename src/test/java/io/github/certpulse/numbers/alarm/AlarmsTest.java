package io.github.certpulse.numbers.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The list of schools that are worth a look, for the office.
@Fast
class AlarmsTest {
    private final TestService service = TestService.shared();
    private final Province province = Province.with(
            service,
            "甲校,高职,武汉市,,,物流管理,中级,120",
            "乙校,高职,武汉市,,,物流管理,中级,120");

    @Test
    void listsASchoolWithManyDoubtfulSheetsUntilTheOfficeHasLookedAndAgainWhenTheyHaveDoubled() {
        answer("甲校", 12);
        var alarm = alarms().list("alarms").getFirst();
        assertThat(alarms().list("alarms")).hasSize(1);
        var id = alarm.get("id").getStringValue();
        assertThat(alarm.get("kind").getStringValue()).isEqualTo("flagged-share");
        assertThat(Reply.at(alarm, "school.name").getStringValue()).isEqualTo("甲校");
        assertThat(alarm.get("number").getIntValue()).isEqualTo(12);
        assertThat(alarm.get("limit").getIntValue()).isEqualTo(2);
        assertThat(Reply.at(alarm, "definition.zh").getStringValue()).contains("存疑");
        assertThat(province.office().get(alarm.get("results").getStringValue()).expect(200).number("respondents"))
                .isEqualTo(12);

        dismiss(id, "{\"note\":\"  \"}").expectProblem(422, "parameter-invalid");
        dismiss(id, "{\"note\":\"%s\"}".formatted("长".repeat(501))).expectProblem(422, "parameter-invalid");
        dismiss("night." + id, "{\"note\":\"全校集中填写\"}").expectProblem(404, "not-found");
        dismiss(id, "{\"note\":\"全校集中填写\"}").expect(204);
        assertThat(alarms().list("alarms")).isEmpty();
        assertThat(alarms().string("dismissed.0.note")).isEqualTo("全校集中填写");
        assertThat(alarms().string("dismissed.0.by")).isEqualTo("office");
        assertThat(province.office().get("/api/v1/audit").expect(200).text()).contains("alarm-dismissed", id);

        answer("甲校", 11);
        assertThat(alarms().list("alarms")).isEmpty();
        answer("甲校", 1);
        assertThat(alarms().list("alarms")).hasSize(1);
        dismiss(id, "{\"note\":\"又看过了\"}").expect(204);
        assertThat(alarms().list("alarms")).isEmpty();
        province.office().delete(path(id)).expect(204);
        assertThat(alarms().list("alarms")).hasSize(1);
        province.office().delete(path(id)).expectProblem(404, "not-found");
    }

    @Test
    void isForTheOfficeAndOnlyThoseWhoMayChangeSomethingDismiss() {
        answer("甲校", 12);
        var id = alarms().list("alarms").getFirst().get("id").getStringValue();
        var viewer = service.viewer();
        assertThat(viewer.get(province.path() + "/alarms").expect(200).list("alarms")).hasSize(1);
        viewer.put(path(id), Sheets.json("{\"note\":\"x\"}")).expect(403);
        province.clerk("甲校").get(province.path() + "/alarms").expect(403);
        service.stranger().get(province.path() + "/alarms").expect(401);
        province.office().get("/api/v1/campaigns/0000000000000/alarms").expect(404);
    }

    @Test
    void isOnThePageOfAnswerQualityWhereItIsDismissedAndRestored() {
        answer("甲校", 12);
        var page = "/office/campaigns/" + province.id();
        var shown = province.office().get(page + "/quality").expect(200).text();
        assertThat(shown).contains("值得看一看", "data-alarm=\"flagged-share\"", "存疑比例过高");
        assertThat(service.viewer().get(page + "/quality").expect(200).text()).contains("data-alarm=\"flagged-share\"")
                .doesNotContain("/dismissal");
        var id = alarms().list("alarms").getFirst().get("id").getStringValue();
        assertThat(submit(page + "/alarms/" + id + "/dismissal", "").text()).contains("请写明", "data-alarm=");
        assertThat(submit(page + "/alarms/" + id + "/dismissal", "集中填写").text()).contains("data-no-alarms", "集中填写")
                .doesNotContain("data-alarm=");
        assertThat(submit(page + "/alarms/" + id + "/restoration", "").text()).contains("data-alarm=")
                .doesNotContain("data-dismissed");
    }

    private Reply submit(String path, String note) {
        return province.office().submit(path, "note=" + URLEncoder.encode(note, StandardCharsets.UTF_8)).expect(200);
    }

    private Reply alarms() {
        return province.office().get(province.path() + "/alarms").expect(200);
    }

    private String path(String id) {
        return province.path() + "/alarms/" + id + "/dismissal";
    }

    private Reply dismiss(String id, String body) {
        return province.office().put(path(id), Sheets.json(body));
    }

    /// Equal sheets, which are all flagged.
    private void answer(String name, int people) {
        var school = province.school(name);
        var sheet = Sheets.teacher(school, school.certificate("物流管理"));
        Crowd.of(service, people)
                .atOnce((person, _) -> person.put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201));
    }
}
