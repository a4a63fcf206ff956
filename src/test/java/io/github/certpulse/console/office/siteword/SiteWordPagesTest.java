package io.github.certpulse.console.office.siteword;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.intake.admission.NewBrowsers;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.SiteWordRules;
import io.github.certpulse.testing.TestService;
import org.junit.jupiter.api.Test;

/// The office sets of whom the site word is asked, and sees where the limit on new browsers was reached.
class SiteWordPagesTest {
    private final TestService service = TestService.shared();
    private final Province province =
            Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120", "乙校,高职,武汉市,,,老年照护,中级,80");
    private final String page = "/office/campaigns/" + province.id() + "/site-words";

    @Test
    void theSettingSaysWhatItMeansAndIsSaved() {
        try (var desk = Phone.desktop()) {
            desk.open(province.office(), "/office/campaigns/" + province.id() + "/settings")
                    .reads("换一个隐私窗口就是新的答卷人")
                    .isAccessible();
            desk.page().locator("a[href='" + page + "']").click();
            desk.reads("没有当天口令的网页答卷不接收").reads("用微信答卷不需要口令").isAccessible();
            desk.page().locator("input[name=teacher][value=WEB]").check();
            desk.page().locator("input[name=where][value=some]").check();
            desk.page().locator("summary").click();
            desk.page().getByLabel("乙校").check();
            desk.write("newBrowsersPerHour", "viel").press("保存").reads("没有保存").isAccessible();
            desk.write("newBrowsersPerHour", "900").press("保存").reads("已保存，立即生效").isAccessible();
            var row = desk.page().locator("tbody tr").nth(1);
            assertThat(row).containsText("只有浏览器答卷要口令");
            assertThat(row).containsText("900");
            assertThat(desk.page().locator("tbody tr").first()).containsText("不要口令");
        }
        var rule = province.office().get(province.path() + "/site-words").expect(200);
        assertThat(rule.string("teacher")).isEqualTo("WEB");
        assertThat(rule.list("schools")).hasSize(1);
        assertThat(rule.number("newBrowsersPerHour")).isEqualTo(900);
    }

    @Test
    void aSchoolsWordIsShownAndChanged() {
        SiteWordRules.set(province, "{\"student\":\"ALL\"}").expect(200);
        var clerk = province.clerk("甲校");
        var word = SiteWordRules.word(clerk, "STUDENT");
        try (var desk = Phone.desktop()) {
            desk.open(province.office(), page);
            desk.page().locator("tbody a").first().click();
            desk.reads(word.substring(0, 3) + " " + word.substring(3)).reads("查看口令已记入操作记录").isAccessible();
            desk.press("立即更换").press("继续");
            assertThat(desk.page().locator(".digits")).not()
                    .hasText(word.substring(0, 3) + " " + word.substring(3));
        }
        assertThat(SiteWordRules.word(clerk, "STUDENT")).isNotEqualTo(word);
    }

    @Test
    void theOverviewTellsWhereTheLimitOnNewBrowsersWasReached() {
        try (var desk = Phone.desktop()) {
            var overview = "/office/campaigns/" + province.id();
            desk.open(province.office(), overview).reads("进度总览");
            assertThat(desk.page().locator("#new-browsers")).not().containsText("甲校");
            var code = province.school("甲校").teacherCode();
            service.bean(NewBrowsers.class).refused(service.bean(Entries.class).scope(code).orElseThrow());
            desk.open(overview);
            assertThat(desk.page().locator("#new-browsers")).containsText("甲校");
            assertThat(desk.page().locator("#new-browsers")).not().containsText("乙校");
            desk.isAccessible();
        }
    }
}
