package io.github.certpulse.console.office.schools;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The page of one school.
class SchoolPageTest {
    private static final String SCHOOL = "恩施职业技术学院";
    private static final String ROW = SCHOOL + ",高职,恩施州,甲,学院路1号,物流管理,中级,120";
    private final TestService service = TestService.shared();

    @Test
    void aReplacedCodeStopsWorkingUntilThatIsUndone() {
        var province = Province.with(service, ROW);
        var old = province.school(SCHOOL).teacherCode();
        try (var phone = Phone.desktop().open(province.office(), page(province))) {
            var card = phone.page().locator("#code-teacher");
            assertThat(card).containsText(old);
            card.getByText("更换二维码").click();
            phone.reads("已印发的旧码立即失效").press("取消");
            code(old, 200);
            card.getByText("更换二维码").click();
            phone.press("继续").reads("旧码 " + old + " 已失效").isAccessible();
            code(old, 404);
            var fresh = province.school(SCHOOL).teacherCode();
            code(fresh, 200);
            assertThat(card).containsText(fresh);
            phone.press("撤销").reads("旧码 " + fresh + " 已失效");
            code(old, 200);
            code(fresh, 404);
            card.locator("summary").click();
            card.locator("li", new Locator.LocatorOptions().setHasText(fresh)).getByText("恢复").click();
            phone.press("继续").reads("旧码 " + old + " 已失效");
            code(old, 404);
            code(fresh, 200);
            assertThat(
                    province.office()
                            .get("/api/v1/audit?action=code-restored&target=" + province.school(SCHOOL).id())
                            .expect(200)
                            .number("total"))
                    .isEqualTo(2);
        }
    }

    @Test
    void onlyAReplacedCodeOfTheSameSchoolAndRoleIsRestored() {
        var province = Province.with(service, ROW);
        var other = Province.with(service, ROW).school(SCHOOL);
        var school = province.school(SCHOOL);
        for (var code : List.of(school.teacherCode(), school.studentCode(), other.teacherCode(), "nonsense")) {
            assertThat(
                    province.office()
                            .send(
                                    "POST",
                                    page(province) + "/codes/teacher/restoration",
                                    BodyPublishers.ofString("replaced=" + code + "&seen=" + school.teacherCode()),
                                    "Content-Type",
                                    "application/x-www-form-urlencoded")
                            .status())
                    .isEqualTo(404);
        }
        code(school.teacherCode(), 200);
        code(other.teacherCode(), 200);
    }

    @Test
    void anAccountIsOpenedAndItsPasswordReset() {
        var province = Province.with(service, ROW);
        try (var phone = Phone.desktop().open(province.office(), page(province))) {
            phone.reads("还没有账号").press("开通账号").reads("初始密码（只显示这一次）");
            var username = phone.page().locator("#account dd").first().textContent();
            var first = phone.page().locator(".password").textContent();
            service.signedInWithOwnPassword(username, first);
            phone.open(page(province)).reads("学校已自行设置");
            phone.press("重置密码").reads("已登录的会退出").press("继续").reads("只显示这一次").isAccessible();
            var second = phone.page().locator(".password").textContent();
            assertThat(second).isNotEqualTo(first);
            phone.open(page(province));
            assertThat(phone.page().locator(".password")).hasCount(0);
            try (var clerk = Phone.chinese()) {
                clerk.signIn(service.url(), username, second).reads("请先设置自己的密码");
            }
        }
    }

    @Test
    void showsTheProgressLiveAndWithdrawsADeclaration() {
        var province = Province.with(service, ROW);
        var school = province.school(SCHOOL);
        var clerk = province.clerk(SCHOOL);
        try (var phone = Phone.desktop().open(province.office(), page(province))) {
            phone.reads("实时更新中");
            assertThat(phone.page().locator("#progress tbody td").first()).containsText("还差 5");
            IntStream.range(0, 5)
                    .forEach(
                            _ -> service.wechatUser()
                                    .put(
                                            "/api/v1/responses/" + UUID.randomUUID(),
                                            Sheets.teacher(school, school.certificate("物流管理")))
                                    .expect(201));
            IntStream.range(0, 10)
                    .forEach(
                            _ -> service.wechatUser()
                                    .put(
                                            "/api/v1/responses/" + UUID.randomUUID(),
                                            Sheets.student(school, school.certificate("物流管理")))
                                    .expect(201));
            assertThat(phone.page().locator("#progress tbody td").first()).containsText("5/5 ✓");
            assertThat(phone.page().locator("#progress h2")).containsText("已完成");
            // The fifteen sheets differ only in the person, so they get quality flags.
            assertThat(phone.page().locator("#doubts tfoot td").last()).hasText("10 / 10");
            var receipt = clerk.post("/api/v1/school/completion", "").expect(201).string("receipt");
            phone.open(page(province))
                    .reads(receipt)
                    .press("撤回声明")
                    .reads("不再有效")
                    .press("继续")
                    .reads("已撤回")
                    .isAccessible();
            service.stranger().get("/api/v1/completions/" + receipt).expectProblem(404, "not-found");
        }
    }

    @Test
    void anOutdatedPageReplacesNoCodeAndWithdrawsNoNewDeclaration() {
        var province = Province.withQuota(service, "{\"perCertificate\":{\"teachers\":0,\"students\":0}}", ROW);
        var school = province.school(SCHOOL);
        var clerk = province.clerk(SCHOOL);
        var old = clerk.post("/api/v1/school/completion", "").expect(201).string("receipt");
        try (var phone = Phone.desktop().open(province.office(), page(province))) {
            phone.reads(old);
            var fresh = province.office()
                    .post(province.path() + "/schools/" + school.id() + "/entries/teacher", "")
                    .expect(201)
                    .string("code");
            phone.page().locator("#code-teacher").getByText("更换二维码").click();
            phone.press("继续").reads("这次没有执行");
            code(fresh, 200);
            province.office().submit(page(province) + "/completion/withdrawal", "receipt=" + old).expect(200);
            var anew = clerk.post("/api/v1/school/completion", "").expect(201).string("receipt");
            phone.press("撤回声明").press("继续").reads("这次没有执行");
            service.stranger().get("/api/v1/completions/" + anew).expect(200);
        }
    }

    @Test
    void aViewerSeesThePageAndChangesNothing() {
        var province = Province.with(service, ROW);
        var viewer = service.viewer();
        var code = province.school(SCHOOL).teacherCode();
        try (
                var phone = Phone.with(
                        Phone.options().setLocale("zh-CN").setViewportSize(320, 640).setColorScheme(ColorScheme.DARK))
                        .open(viewer, page(province))) {
            phone.reads(code).isAccessible();
            assertThat(phone.page().locator("main [hx-post]")).hasCount(0);
            assertThat(phone.page().locator("#account")).hasCount(0);
            assertThat((Boolean) phone.page().evaluate("() => document.documentElement.scrollWidth <= 320")).isTrue();
        }
        for (var change : List.of("/codes/teacher", "/account", "/account/password", "/completion/withdrawal")) {
            assertThat(viewer.submit(page(province) + change, "").status()).as(change).isEqualTo(403);
        }
        assertThat(
                viewer.send(
                        "POST",
                        page(province) + "/codes/teacher/restoration",
                        BodyPublishers.ofString("code=" + code),
                        "Content-Type",
                        "application/x-www-form-urlencoded").status())
                .isEqualTo(403);
        code(code, 200);
    }

    @Test
    void theSchoolOfAnotherCampaignIsNotFoundAndASchoolsAccountIsRefused() {
        var province = Province.with(service, ROW);
        var other = Province.with(service, ROW);
        province.office()
                .get("/office/campaigns/" + other.id() + "/schools/" + province.school(SCHOOL).id())
                .expect(404);
        province.clerk(SCHOOL).get(page(province)).expect(403);
    }

    private void code(String code, int status) {
        service.stranger().get("/api/v1/entries/" + code).expect(status);
    }

    private static String page(Province province) {
        return "/office/campaigns/" + province.id() + "/schools/" + province.school(SCHOOL).id();
    }
}
