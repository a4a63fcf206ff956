package io.github.certpulse.console.office.progress;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The alarms on the overview of a campaign, in a browser.
class OverviewAlarmsTest {
    /// More than are plausible, also where another hour begins in their middle.
    private static final int IN_AN_HOUR = 250;
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final String page = "/office/campaigns/" + province.id();

    @Test
    void areShownAsTheyComeWithTheMostUnusualFirst() {
        var certificate = province.school("甲校").certificate("物流管理");
        try (
                var database = TestDatabase.of(service);
                var desk = Phone.desktop().open(province.office(), page);
                var phone = Phone.with(Phone.options().setLocale("en").setViewportSize(320, 640))
                        .open(service.viewer(), page)) {
            assertThat(desk.reads("实时更新中").page().locator("#alarms li")).hasCount(0);
            for (var response = 0; response < IN_AN_HOUR; response++) {
                database.storeUnannounced(certificate, 0);
            }
            var alarms = desk.page().locator("#alarms");
            assertThat(alarms.locator("li")).hasCount(2);
            assertThat(alarms).containsText("有 2 条提醒");
            assertThat(alarms.locator("li").first()).hasAttribute("data-alarm", "flagged-share");
            assertThat(alarms.locator("li").last()).containsText("一小时内数量异常");
            assertThat(phone.page().locator("#alarms li").last()).containsText("too many in an hour");
            assertThat((Boolean) phone.page().evaluate("() => document.documentElement.scrollWidth <= 320")).isTrue();
            phone.isAccessible();
            desk.isAccessible();

            var worst = alarms.locator("li a").first();
            worst.focus();
            database.storeUnannounced(certificate, 0);
            assertThat(alarms.locator("li").first()).containsText(Integer.toString(IN_AN_HOUR + 1));
            assertThat(worst).isFocused();
            desk.page().keyboard().press("Enter");
            desk.page().waitForURL(Pattern.compile("/results\\?role=TEACHER&school="));
            desk.open(page).page().locator("#alarms-all").click();
            desk.page().waitForURL(Pattern.compile("/quality#alarms$"));
            desk.page().locator("#alarms input[name=note]").first().fill("全校集中填写");
            desk.page().locator("#alarms form button").first().click();
            assertThat(desk.page().locator("#alarms [data-alarm]")).hasCount(1);
            database.storeUnannounced(certificate, 0);
            assertThat(phone.page().locator("#alarms li")).hasCount(1);
            phone.reads("Open alarms: 1");
        }
    }
}
