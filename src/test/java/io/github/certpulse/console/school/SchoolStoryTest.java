package io.github.certpulse.console.school;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.github.certpulse.survey.entry.PublicUrl;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.PrintedPage;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.ScannedCode;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A school's clerk, from the first password to the receipt that another person checks.
class SchoolStoryTest {
    private static final Duration LIVE = Duration.ofSeconds(2);
    private static final String OWN_PASSWORD = "a password of my own";
    private static final TestService SERVICE = TestService.shared();
    private final Province province = Province
            .withQuota(
                    SERVICE,
                    "{\"perCertificate\":{\"teachers\":2,\"students\":1}}",
                    "武汉学院,高职,武汉市,,,Web前端开发,中级,100");
    private final Province.School school = province.school("武汉学院");

    @Test
    void aClerkGetsFromTheFirstPasswordToAConfirmedReceipt() {
        var first = province.openAccounts().get("武汉学院");
        try (var phone = Phone.chinese(); var desk = Phone.desktop(); var stranger = Phone.chinese()) {
            phone.signIn(SERVICE.url(), first.get(0), first.get(1))
                    .write("current", first.get(1))
                    .write("wanted", OWN_PASSWORD)
                    .write("again", OWN_PASSWORD)
                    .press("保存");
            phone.page().waitForURL("**/school");
            phone.reads("还没有收到答卷").reads("每个证书至少 2 名教师和 1 名学生。").reads("还剩").isAccessible();
            assertThat(ScannedCode.all(phone.page().screenshot(new Page.ScreenshotOptions().setFullPage(true))))
                    .containsExactlyInAnyOrder(link(school.teacherCode()), link(school.studentCode()));

            desk.signIn(SERVICE.url(), first.get(0), OWN_PASSWORD).isAccessible();
            follows(phone);
            follows(desk);
            answer(true);
            var deadline = Instant.now().plus(LIVE);
            moves(phone, "1 / 2", deadline);
            moves(desk, "1 / 2", deadline);

            assertThat(phone.page().locator("#declare")).isDisabled();
            assertThat(phone.page().locator("#missing li"))
                    .hasText(new String[]{"Web前端开发（中级）：教师还差 1 名", "Web前端开发（中级）：学生还差 1 名"});
            answer(true);
            answer(false);
            phone.reads("可以申报完成").isAccessible().press("申报完成").reads("学校不能自行撤回").press("取消");
            assertThat(phone.page().locator("#ask")).not().isVisible();
            phone.press("申报完成").press("继续");
            phone.page().waitForURL("**/school/receipt");
            phone.reads("武汉学院").isAccessible();

            var confirming = ScannedCode.png(phone.page().locator("#confirming").screenshot());
            assertThat(confirming).startsWith(SERVICE.bean(PublicUrl.class).base() + "/c/");
            stranger.page().navigate(confirming);
            stranger.reads("回执有效").reads("武汉学院").isAccessible();
            stranger.page().navigate(confirming.substring(0, confirming.length() - 4) + "2222");
            stranger.reads("没有这份回执").isAccessible();
            desk.open("/school").reads("申报完成。").isAccessible();
            try (var paper = new PrintedPage(phone.page().pdf())) {
                assertThat(paper.pages()).isEqualTo(1);
                assertThat(ScannedCode.all(paper.onPaper(0, 1))).containsExactly(confirming);
            }
        }
    }

    @Test
    void aDeclarationNeedsNoMouse() {
        var first = province.openAccounts().get("武汉学院");
        SERVICE.signedInWithOwnPassword(first.get(0), first.get(1));
        answer(true);
        answer(true);
        answer(false);
        try (var desk = Phone.desktop()) {
            var keyboard = desk.page().keyboard();
            desk.page().navigate(SERVICE.url().toString());
            assertThat(desk.page().locator("#username")).isFocused();
            keyboard.type(first.get(0));
            keyboard.press("Tab");
            keyboard.type("my own password " + first.get(0).hashCode());
            keyboard.press("Enter");
            desk.page().waitForURL("**/school");
            desk.reads("可以申报完成");
            for (var presses = 0; presses < 30 && !"declare".equals(desk.page().evaluate("document.activeElement.id"));
                    presses++) {
                keyboard.press("Tab");
            }
            keyboard.press("Enter");
            assertThat(desk.page().locator("#ask button[value=no]")).isFocused();
            keyboard.press("Tab");
            keyboard.press("Enter");
            desk.page().waitForURL("**/school/receipt");
            desk.reads("调查完成回执");
        }
    }

    /// Waits until the page has received counts once, so that it follows them.
    private static void follows(Phone phone) {
        assertThat(phone.page().locator("#heard")).not().isEmpty();
    }

    private static void moves(Phone phone, String counted, Instant deadline) {
        var patience = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
        assertThat(firstBar(phone))
                .containsText(counted, new LocatorAssertions.ContainsTextOptions().setTimeout((double) patience));
    }

    private static Locator firstBar(Phone phone) {
        return phone.page().locator("table.standing tbody td").first();
    }

    private void answer(boolean teacher) {
        var certificate = school.certificate("Web前端开发");
        SERVICE.wechatUser()
                .put(
                        "/api/v1/responses/" + UUID.randomUUID(),
                        teacher ? Sheets.teacher(school, certificate) : Sheets.student(school, certificate))
                .expect(201);
    }

    private static String link(String code) {
        return SERVICE.bean(PublicUrl.class).base() + "/s/" + code;
    }
}
