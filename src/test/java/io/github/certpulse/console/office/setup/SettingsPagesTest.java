package io.github.certpulse.console.office.setup;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.sample.Samples;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.removal.CampaignRemoval;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsPagesTest {
    private static final TestService SERVICE = TestService.shared();
    private final Province province = Province.with(SERVICE, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final String page = "/office/campaigns/" + province.id() + "/settings";

    @Test
    void aChangeOfARunningCampaignSaysWhatItMeansAndCanBeUndone() {
        var before = province.office().get(province.path()).expect(200).text();
        try (var desk = Phone.desktop()) {
            desk.open(province.office(), page).isAccessible();
            desk.page().locator("input[value=own]").check();
            var teachers = desk.page().locator("[id='quota.perCertificate.teachers']");
            teachers.fill("0");
            desk.page().locator("[id='quota.perCertificate.students']").fill("0");
            desk.reads("每所学校从一开始就算达标")
                    .press("保存")
                    .reads("还没有保存")
                    .reads("现在 0 所学校达标，按新规则是 1 所")
                    .isAccessible();
            assertThat(province.office().get(province.path()).expect(200).text()).isEqualTo(before);
            desk.press("确认并保存").reads("已保存").isAccessible();
            assertThat(province.office().get(province.path()).number("quota.perCertificate.teachers")).isZero();
            desk.press("撤销这次修改").reads("已撤销");
            assertThat(desk.page().locator("input[value=hubei]")).isChecked();
            assertThat(province.office().get(province.path()).expect(200).text()).isEqualTo(before);
        }
    }

    @Test
    void anOutdatedPageOverwritesNothingAndShowsBothValues() {
        var colleague = SERVICE.officeWithoutContacts();
        try (var desk = Phone.with(Phone.options().setLocale("zh-CN"))) {
            desk.open(province.office(), page);
            desk.write("title", "我的名称").write("province", "湖南省");
            colleague.patch(province.path(), "{\"title\":\"同事的名称\",\"closesAt\":\"2099-05-01T10:00:00Z\"}")
                    .expect(200);
            var stored = province.office().get(province.path()).expect(200).text();
            desk.press("保存").reads("没有保存").isAccessible();
            assertThat(province.office().get(province.path()).expect(200).text()).isEqualTo(stored);
            var rows = desk.page().locator("#overtaken tbody tr");
            assertThat(rows).hasCount(2);
            assertThat(rows.nth(0)).containsText("我的名称");
            assertThat(rows.nth(0)).containsText("同事的名称");
            assertThat(rows.nth(0)).containsText("colleague-");
            assertThat(rows.nth(1)).containsText("2099-05-01 18:00");
            assertThat(desk.page().locator("#title")).hasValue("我的名称");
            assertThat(desk.page().locator("#province")).hasValue("湖南省");
            assertThat(desk.page().locator("#closesAt")).hasValue("2099-05-01T18:00");
            desk.press("改用这个");
            assertThat(desk.page().locator("#title")).hasValue("同事的名称");
            desk.press("保存").reads("已保存");
        }
        var stored = province.office().get(province.path()).expect(200);
        assertThat(List.of(stored.string("title"), stored.string("province"), stored.string("closesAt")))
                .containsExactly("同事的名称", "湖南省", "2099-05-01T18:00:00+08:00");
    }

    @Test
    void anUndoKeepsWhatAColleagueChangedLater() {
        try (var desk = Phone.desktop()) {
            desk.open(province.office(), page);
            desk.write("title", "第一次").press("保存").reads("已保存");
            SERVICE.officeWithoutContacts().patch(province.path(), "{\"title\":\"同事后来改的\"}").expect(200);
            desk.press("撤销这次修改").reads("没有保存").reads("同事后来改的");
            assertThat(province.office().get(province.path()).string("title")).isEqualTo("同事后来改的");
        }
    }

    @Test
    void violationsAreShownAtTheirFieldsAndNothingIsSaved() {
        try (var desk = Phone.desktop()) {
            desk.open(province.office(), page);
            desk.write("title", " ").page().locator("[id='caps.perCertificate.teachers']").fill("-1");
            desk.page().locator("input[value=WEB]").uncheck();
            desk.page().locator("input[value=WECHAT]").uncheck();
            desk.press("保存").reads("请改正标出的 3 处").isAccessible();
            assertThat(desk.page().locator("#violation-title")).containsText("必填");
            assertThat(desk.page().locator("[id='violation-caps.perCertificate.teachers']"))
                    .containsText("0 到 1000000");
            assertThat(desk.page().locator("#violation-channels")).containsText("至少选择一种");
            assertThat(desk.page().locator("[id='caps.perCertificate.teachers']")).hasValue("-1");
        }
        assertThat(province.office().get(province.path()).string("title")).startsWith("试点调查");
    }

    @Test
    void aChangeWithoutConsequencesIsSavedAtOnceAndNothingElse() {
        var opensAt = province.office().get(province.path()).string("opensAt");
        assertThat(save("title=%E6%96%B0%E5%90%8D&" + rest())).contains("已保存");
        assertThat(save("title=%E6%96%B0%E5%90%8D&" + rest())).contains("没有改动");
        assertThat(province.office().get(province.path()).string("title")).isEqualTo("新名");
        assertThat(province.office().get(province.path()).string("opensAt")).isEqualTo(opensAt);
    }

    @Test
    void anEndInThePastEndsTheCampaignAfterAConfirmation() {
        var end = "title=a&" + rest().replaceAll("closesAt=[^&]+", "closesAt=2026-01-01T00:00");
        assertThat(save(end)).contains("调查随即结束", "15 分钟");
        assertThat(save(end + "&agreed=yes")).contains("已保存");
        assertThat(province.office().get(province.path()).string("state")).isEqualTo("CLOSED");
    }

    @Test
    void aSampleIsRemovedWithOneClickAndLoadedAgainWithAnother() {
        var sample = Ids.text(SERVICE.bean(Samples.class).load("hubei-empty").orElseThrow().id());
        try (var desk = Phone.desktop()) {
            desk.open(province.office(), "/office/campaigns/" + sample + "/settings")
                    .reads("样例");
            var samples = samples();
            desk.press("移除样例").reads("它的学校、账号、二维码和样例答卷都会删除");
            desk.page().locator("#ask button[value=no]").click();
            assertThat(samples()).isEqualTo(samples);
            desk.press("移除样例");
            desk.page().locator("#ask button[value=yes]").click();
            desk.page().waitForURL("**/office?removed=hubei");
            desk.reads("样例已移除").isAccessible();
            assertThat(samples()).isEqualTo(samples - 1);
            desk.press("重新载入样例");
            desk.page().waitForURL("**/office");
            assertThat(samples()).isEqualTo(samples);
            desk.page().locator("details summary").filter(new Locator.FilterOptions().setHasText("载入样例")).click();
            desk.reads("湖北（25 所学校）：已载入").reads("安徽（189 所学校）").isAccessible();
        }
    }

    @Test
    void aCampaignWithAnswersIsNotRemoved() {
        var school = province.school("甲校");
        SERVICE.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("物流管理")))
                .expect(201);
        var refused = province.office().submit(page + "/removal", "").expect(409);
        assertThat(refused.text()).contains("已有答卷");
        province.office().get(province.path()).expect(200);
    }

    /// Removes all samples, including those of other tests.
    @BeforeEach
    @AfterEach
    void removeSamples() {
        SERVICE.bean(Campaigns.class)
                .all()
                .stream()
                .filter(Campaign::sample)
                .forEach(SERVICE.bean(CampaignRemoval.class)::remove);
    }

    private static long samples() {
        return SERVICE.bean(Campaigns.class).all().stream().filter(campaign -> campaign.sample()).count();
    }

    private String save(String fields) {
        return province.office().submit(page, fields).text();
    }

    /// The values of the form except for the title.
    private String rest() {
        var tree = SERVICE.bean(Campaigns.class).tree(SERVICE.bean(Campaigns.class).findOr404(province.id()));
        return Draft.from(tree).query().replaceAll("&title=[^&]*", "") + "&seen="
                + URLEncoder.encode(new String(Json.canonical(tree), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
