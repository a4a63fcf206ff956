package io.github.certpulse.console.office.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignPagesTest {
    private static final TestService SERVICE = TestService.shared();
    private final Province province = Province.with(SERVICE, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final String here = "/office/campaigns/" + province.id();

    @Test
    void aViewerSeesTheCampaignsAndChangesNothing() {
        var viewer = SERVICE.viewer();
        assertThat(viewer.get("/office").expect(200).text()).contains(here, "达标 0 / 1 所学校")
                .doesNotContain("新建调查", "/office/samples", "hx-post=\"/office");
        for (var page : List.of(
                "/office/campaigns/new",
                here + "/roster",
                here + "/roster/template.csv",
                here + "/kit",
                here + "/settings",
                "/office/accounts",
                "/office/audit",
                "/office/audit.csv")) {
            assertThat(viewer.get(page).expect(403).text()).as(page).contains("没有权限");
        }
        for (var forged : List.of(
                "/office/campaigns",
                "/office/samples/hubei",
                here + "/settings",
                here + "/settings/undo",
                here + "/settings/removal",
                "/office/accounts",
                "/office/accounts/" + SERVICE.accountId("office") + "/closed",
                "/office/accounts/" + SERVICE.accountId("office") + "/password")) {
            viewer.submit(forged, "title=x&value=true&patch=%7B%7D").expect(403);
        }
        viewer.upload(here + "/roster", "a", new byte[1], "HX-Request", "true").expect(403);
        province.office().get(province.path()).expect(200);
    }

    @Test
    void aSchoolIsRefusedAndAStrangerIsSentToTheSignIn() {
        var clerk = province.clerk("甲校");
        for (var page : List.of(
                "/office",
                "/office/campaigns/new",
                here + "/roster",
                here + "/settings",
                "/office/accounts",
                "/office/audit")) {
            clerk.get(page).expect(403);
            assertThat(SERVICE.stranger().get(page).expect(303).header("location")).startsWith("/?next=");
        }
    }

    @Test
    void anEmptyInstallationSaysWhatToDoNext() {
        try (
                var service = TestService
                        .start(TestServers.shared().databasePort(), TestServers.shared().redisPort(), Map.of())) {
            assertThat(service.viewer().get("/office").expect(200).text()).contains("还没有调查")
                    .doesNotContain("新建调查</a>");
            try (var desk = Phone.with(Phone.options().setLocale("zh-CN").setColorScheme(ColorScheme.DARK))) {
                desk.signIn(service.url(), "office", TestService.OFFICE_PASSWORD).reads("还没有调查").isAccessible();
                desk.press("载入湖北空样例").reads("达标 0 / 25 所学校").isAccessible();
                desk.page().locator("main a.button.main").click();
                desk.reads("第 1 步").isAccessible();
            }
        }
    }

    @Test
    void theListsAreReadableWithoutJavaScript() {
        try (var desk = Phone.with(Phone.options().setLocale("zh-CN").setJavaScriptEnabled(false))) {
            desk.signIn(SERVICE.url(), "office", TestService.OFFICE_PASSWORD).reads("达标 0 / 1 所学校");
            desk.open("/office/audit?action=campaign-created").reads("新建调查");
            desk.open("/office/accounts").reads("您自己");
            desk.open(
                    "/office/campaigns/new?at=1&step=2&title=a&opensAt=2026-01-01T00:00"
                            + "&closesAt=2026-02-01T00:00&preset=anhui")
                    .reads("全校合计至少 10 名教师");
        }
    }

    @Test
    void aForgedOrDamagedAddressOfTheGuidedStartShowsAFormWithViolations() {
        var office = SERVICE.office();
        assertThat(office.get("/office/campaigns/new?at=1&step=9&title=%3Cscript%3E").expect(200).text())
                .contains("第 1 步", "value=\"&lt;script>\"");
        var told = office.get(
                "/office/campaigns/new?at=2&step=3&title=a&opensAt=2026-01-01T00:00&closesAt=2026-02-01T00:00"
                        + "&preset=own&quota.perSchool.studentShare=1E999999999&quota.perCertificate.teachers=viele")
                .expect(200)
                .text();
        assertThat(told).contains("第 2 步", "须为 0 到 100 的百分数", "value=\"viele\"", "须为 0 到 1000000 的整数");
        assertThat(
                office.submit("/office/campaigns", "title=a&opensAt=2026-03-01T00:00&closesAt=2026-02-01T00:00")
                        .expect(422)
                        .text())
                .contains("第 1 步", "结束时间须晚于开始时间");
    }
}
