package io.github.certpulse.console.school;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.SiteWordRules;
import io.github.certpulse.testing.TestService;
import org.junit.jupiter.api.Test;

/// The school's clerk sees today's words, shows them large, and changes them.
class SchoolWordPagesTest {
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");

    @Test
    void theWordsAreHiddenWhereTheCampaignAsksForNone() {
        try (var phone = Phone.chinese()) {
            phone.open(province.clerk("甲校"), "/school").reads("二维码");
            assertThat(phone.page().locator(".word")).hasCount(0);
            phone.open("/school/site-words").reads("二维码");
        }
    }

    @Test
    void theWordFillsTheScreenAndChangesAtWill() {
        SiteWordRules.set(province, "{\"teacher\":\"WEB\"}").expect(200);
        var clerk = province.clerk("甲校");
        var word = SiteWordRules.word(clerk, "TEACHER");
        try (var phone = Phone.chinese()) {
            phone.open(clerk, "/school").reads("教师现场口令").reads("用微信答卷不需要").isAccessible();
            var digits = phone.page().locator(".word .digits");
            assertThat(digits).hasCount(1);
            assertThat(digits).hasText(word.substring(0, 3) + " " + word.substring(3));
            phone.press("全屏显示");
            phone.page().waitForFunction("document.fullscreenElement !== null");
            phone.page().evaluate("document.exitFullscreen()");
            phone.open("/school/site-words").reads("自动更换").isAccessible();
            assertThat((Boolean) phone.page().evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
            phone.press("立即更换").reads("旧口令马上失效，也不能恢复").press("继续");
            phone.reads("已更换教师现场口令").isAccessible();
            assertThat(digits).not().hasText(word.substring(0, 3) + " " + word.substring(3));
            var changed = SiteWordRules.word(clerk, "TEACHER");
            assertThat(digits).hasText(changed.substring(0, 3) + " " + changed.substring(3));
        }
    }

    @Test
    void anOpenPageFollowsAChangeElsewhere() {
        SiteWordRules.set(province, "{\"student\":\"ALL\"}").expect(200);
        var clerk = province.clerk("甲校");
        try (var phone = Phone.chinese()) {
            phone.open(clerk, "/school/site-words").reads("学生现场口令").reads("每个答卷的人都要输入");
            clerk.post("/api/v1/school/site-words/student", "").expect(200);
            phone.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
            var changed = SiteWordRules.word(clerk, "STUDENT");
            assertThat(phone.page().locator(".word .digits"))
                    .hasText(changed.substring(0, 3) + " " + changed.substring(3));
        }
    }
}
