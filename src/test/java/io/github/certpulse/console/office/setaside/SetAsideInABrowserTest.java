package io.github.certpulse.console.office.setaside;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Setting responses aside in a browser, with the keyboard, on a desk and on a phone.
class SetAsideInABrowserTest {
    private static final String NO_OVERFLOW = "document.documentElement.scrollWidth <= innerWidth";
    private final TestService service = TestService.shared();
    private final Province province =
            Province.with(service, "甲校,高职,武汉市,一,,物流管理,中级,120", "恩施职业技术学院,本科,襄阳市,二,,物流管理,高级,40");
    private final String campaign = "/office/campaigns/" + province.id();

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void isDoneWithTheKeyboardAndTakenBack(int width) {
        new StoredCrowd(service, province, 3).store(Role.TEACHER, 200);
        try (var clerk = Phone.with(Phone.options().setLocale("zh-CN").setViewportSize(width, 800))) {
            clerk.open(province.office(), campaign + "/quality?role=TEACHER");
            clerk.page().locator("[data-flag=too-fast] a").focus();
            clerk.page().keyboard().press("Enter");
            clerk.page().waitForURL("**/set-aside?flag=too-fast&role=TEACHER");
            clerk.isAccessible();
            fits(clerk.page());
            var number = clerk.page().locator("#preview").getAttribute("data-responses");
            clerk.page().locator("#channel").focus();
            clerk.page().keyboard().press("ArrowDown");
            clerk.page().locator("#flag").focus();
            clerk.page().locator("#channel").selectOption("");
            clerk.page().locator("#channel").focus();
            clerk.page().locator("#reason").focus();
            clerk.page().keyboard().type("填写过快，疑似代填");
            clerk.page().keyboard().press("Tab");
            assertThat(clerk.page().locator("#preview button.main")).isFocused();
            clerk.page().keyboard().press("Enter");
            clerk.reads("已搁置 " + number + " 份答卷");
            assertThat(clerk.page().locator("#set-asides tbody tr")).hasCount(1);
            assertThat(clerk.page().locator("#set-aside [role=alert]")).isFocused();
            clerk.isAccessible();
            fits(clerk.page());
            clerk.page().locator("#set-asides button").focus();
            clerk.page().keyboard().press("Enter");
            clerk.reads("已撤销，这些答卷重新计入");
            assertThat(clerk.page().locator("#set-asides button")).hasCount(0);
        }
    }

    @Test
    void asksForAReasonAndStaysWithItsPreview() {
        new StoredCrowd(service, province, 3).store(Role.TEACHER, 20);
        try (var clerk = Phone.desktop()) {
            clerk.open(province.office(), campaign + "/set-aside");
            assertThat(clerk.page().locator("#preview")).hasCount(0);
            clerk.page().locator("#role").selectOption("TEACHER");
            clerk.press("预览").reads("20");
            clerk.page().locator("#reason").fill("   ");
            clerk.page().locator("#preview button.main").click();
            assertThat(clerk.page().locator("#preview")).hasCount(1);
            assertThat(clerk.page().locator("#set-asides")).hasCount(0);
        }
    }

    private static void fits(Page page) {
        assertThat((boolean) page.evaluate(NO_OVERFLOW)).as("no horizontal scrolling").isTrue();
    }
}
