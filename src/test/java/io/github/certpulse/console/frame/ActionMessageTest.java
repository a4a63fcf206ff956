package io.github.certpulse.console.frame;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.PrintedPage;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// After an action on a page of the consoles, the message about it is visible and has the focus, even where the button
/// is at the end of a long page.
class ActionMessageTest {
    private static final TestService SERVICE = TestService.shared();
    private static final String SCHOOL = "恩施职业技术学院";
    private static final String HEADINGS = "学校,层次,地市,路线,地址,证书,证书等级,登记学生数\n";
    private static final String IN_THE_WINDOW =
            """
                    element => { const { top, bottom } = element.getBoundingClientRect();
                        return top >= 0 && bottom <= innerHeight; }""";
    private final Province province = Province.withQuota(
            SERVICE,
            "{\"perCertificate\":{\"teachers\":0,\"students\":0}}",
            SCHOOL + ",高职,恩施州,甲,学院路1号,物流管理,中级,120");

    @ParameterizedTest
    @ValueSource(ints = {390, 1280})
    void showsSavedSettingsAndTheirViolations(int width) {
        try (var desk = at(width, "/office/campaigns/" + province.id() + "/settings")) {
            desk.write("title", "改名");
            end(desk, "#settings button.main");
            isSeen(desk, "已保存");
            desk.press("撤销这次修改");
            isSeen(desk, "已撤销");
            desk.write("title", " ");
            end(desk, "#settings button.main");
            isSeen(desk, "请改正标出的 1 处");
            desk.write("title", "改名").page().locator("#closesAt").fill("2020-01-01T00:00");
            end(desk, "#settings button.main");
            isSeen(desk, "这次修改意味着");
        }
    }

    @Test
    void aPageWithoutAnActionKeepsTheFocusAtItsTop() {
        try (var desk = at(1280, "/office")) {
            for (var page : List.of("/kit", "/downloads", "/settings", "/roster", "")) {
                desk.open("/office/campaigns/" + province.id() + page);
                assertThat(desk.page().evaluate("document.activeElement.tagName")).as(page).isEqualTo("BODY");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1280})
    void showsAResetPasswordAndAChangedRight(int width) {
        var name = "seen-" + UUID.randomUUID().toString().substring(0, 8);
        var office = SERVICE.office();
        IntStream.range(0, 12)
                .forEach(
                        number -> office
                                .post(
                                        "/api/v1/accounts",
                                        "{\"username\":\"%s-%d\",\"role\":\"OFFICE_VIEWER\"}".formatted(name, number))
                                .expect(201));
        try (var desk = at(width, "/office/accounts?q=" + name)) {
            desk.write("new-username", name).press("开设");
            slip(desk, name);
            desk.page().keyboard().press("Escape");
            isSeen(desk, "已为 " + name + " 生成初始密码");
            assertThat(desk.page().locator(".slip")).hasCount(0);
            desk.open("/office/accounts?q=" + name);
            desk.page().locator("#accounts tbody tr").last().getByText("重置密码").click();
            desk.press("继续");
            slip(desk, name + "-");
            desk.press("关闭");
            isSeen(desk, "生成初始密码");
            desk.page().locator("#accounts tbody tr").last().getByText("停用").click();
            desk.press("继续");
            isSeen(desk, "已停用 " + name);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1280})
    void showsChangesOfASchoolsAccountCodesAndDeclaration(int width) {
        try (var desk = at(width, page())) {
            end(desk, "#account button.main");
            slip(desk, "s-");
            desk.press("关闭");
            isSeen(desk, "已生成新的初始密码");
            end(desk, "#account button:has-text('重置密码')");
            desk.press("继续");
            slip(desk, "s-");
            desk.press("关闭");
            end(desk, "#code-student button.danger");
            desk.press("继续");
            isSeen(desk, "已失效");
            end(desk, "#code-student .note button");
            isSeen(desk, "已失效");
            var account = desk.page().locator("#account dd").first().textContent();
            var clerk = SERVICE.signedInWithOwnPassword(account, reset(desk));
            clerk.post("/api/v1/school/completion", "").expect(201);
            desk.open(page());
            end(desk, "#completion button.danger");
            desk.press("继续");
            isSeen(desk, "已撤回");
        }
    }

    @Test
    void theNextPageSaysThatTheRosterWasImported() {
        try (var desk = at(390, "/office/campaigns/" + province.id() + "/roster")) {
            var file = (HEADINGS + "甲校,高职,武汉市,,,物流管理,中级,120\n").getBytes(StandardCharsets.UTF_8);
            desk.page().locator("#file").setInputFiles(new FilePayload("roster.csv", "text/csv", file));
            desk.reads("可以导入");
            assertThat(desk.page().locator("#outcome")).isFocused();
            end(desk, "#import");
            desk.page().waitForURL(address -> address.contains("/kit"));
            assertThat(desk.page().locator("#said")).hasText("名单已导入。");
            assertThat((boolean) desk.page().locator("#said").evaluate(IN_THE_WINDOW)).isTrue();
        }
    }

    @Test
    void aSlipWithAPasswordIsPrintedWithoutTheRestOfThePage() {
        try (var desk = at(1280, page())) {
            end(desk, "#account button.main");
            slip(desk, "s-");
            desk.isAccessible();
            var password = desk.page().locator("#first-password").textContent();
            try (var paper = new PrintedPage(desk.page().pdf(new Page.PdfOptions().setFormat("A4")))) {
                assertThat(paper.pages()).isEqualTo(1);
                assertThat(paper.text(0)).contains("初始密码", password).doesNotContain("二维码", "复制");
            }
        }
    }

    private Phone at(int width, String path) {
        var options = Phone.options().setLocale("zh-CN").setViewportSize(width, 800);
        return Phone.with(options).open(province.office(), path);
    }

    private String page() {
        return "/office/campaigns/" + province.id() + "/schools/" + province.school(SCHOOL).id();
    }

    private static String reset(Phone desk) {
        end(desk, "#account button:has-text('重置密码')");
        desk.press("继续");
        slip(desk, "s-");
        var password = desk.page().locator("#first-password").textContent();
        desk.press("关闭");
        return password;
    }

    /// Scrolls to the end of the page, as a person who reads it, and presses the button.
    private static void end(Phone desk, String button) {
        desk.page().evaluate("scrollTo(0, document.body.scrollHeight)");
        desk.page().locator(button).click();
    }

    /// The message has the focus and is visible.
    private static void isSeen(Phone desk, String text) {
        var focused = desk.page().locator(":focus");
        assertThat(focused).containsText(text);
        assertThat((boolean) focused.evaluate(IN_THE_WINDOW)).as(text + " is in the window").isTrue();
    }

    /// The password is shown in a dialog, which has the focus.
    private static void slip(Phone desk, String username) {
        var slip = desk.page().locator("dialog.slip:modal");
        assertThat(slip).containsText("只显示这一次");
        assertThat(slip.locator(".username")).containsText(username);
        assertThat((boolean) slip.evaluate(IN_THE_WINDOW)).as("the slip is in the window").isTrue();
        for (var presses : List.of(1, 2, 3, 4)) {
            assertThat(
                    (boolean) desk.page()
                            .locator("body")
                            .evaluate(
                                    "() => !document.activeElement || document.activeElement === document.body "
                                            + "|| document.activeElement.closest('.slip') !== null"))
                    .as("after %s tabs", presses)
                    .isTrue();
            desk.page().keyboard().press("Tab");
        }
        slip.locator("#copy-password").click();
        assertThat(slip.locator("[role=status]")).containsText("已复制");
    }
}
