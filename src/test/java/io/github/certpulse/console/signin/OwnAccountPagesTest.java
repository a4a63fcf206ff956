package io.github.certpulse.console.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.github.certpulse.access.account.OfficeAccount;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.net.URI;
import java.security.InvalidKeyException;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;

/// What people see of their own account: their sessions and their second factor.
class OwnAccountPagesTest {
    private static final TestService SERVICE = TestService.shared();

    @Test
    void aClerkSeesAndEndsTheirOtherSessions() {
        var school = "宜昌" + System.nanoTime() + "学校";
        var first = Province.with(SERVICE, school + ",高职,宜昌市,,,物流管理,中级,120").openAccounts().get(school);
        var other = SERVICE.signedInWithOwnPassword(first.get(0), first.get(1));
        var password = "my own password " + first.get(0).hashCode();
        var third = SERVICE.signedIn(first.get(0), password);
        try (var phone = Phone.chinese()) {
            phone.signIn(SERVICE.url(), first.get(0), password).open("/sessions").isAccessible();
            phone.reads("本次登录").reads("Chrome").reads("127.0.0.*");
            var rows = phone.page().locator("#sessions tbody tr");
            var before = rows.count();
            assertThat(before).isGreaterThanOrEqualTo(3);
            phone.page().locator("#sessions tbody button").first().click();
            phone.reads("已结束 1 处登录");
            assertThat(rows).hasCount(before - 1);
            phone.press("结束其他所有登录");
            phone.page().locator("#ask button[value=yes]").click();
            assertThat(rows).hasCount(1);
            phone.isAccessible();
            phone.open("/school").reads(school);
        }
        other.get("/api/v1/school/progress").expectProblem(401, "unauthorized");
        third.get("/api/v1/school/progress").expectProblem(401, "unauthorized");
    }

    @Test
    void signingOutOnThePageEndsTheSession() {
        try (var desk = Phone.desktop()) {
            desk.signIn(SERVICE.url(), "office", TestService.OFFICE_PASSWORD);
            var cookie = desk.context()
                    .cookies()
                    .stream()
                    .filter(found -> found.name.equals("certpulse_session"))
                    .findFirst()
                    .orElseThrow().value;
            SERVICE.stranger().with(cookie).get("/api/v1/campaigns").expect(200);
            desk.page().locator(".who button").click();
            desk.page().waitForURL(address -> URI.create(address).getPath().equals("/"));
            SERVICE.stranger().with(cookie).get("/api/v1/campaigns").expectProblem(401, "unauthorized");
        }
    }

    @Test
    void nothingShowsWhereTheInstallationHasNoSecondFactors() {
        var office = SERVICE.office();
        assertThat(office.get("/password").expect(200).text()).contains("/sessions").doesNotContain("/second-factor");
        office.get("/second-factor").expect(404);
        office.get("/api/v1/second-factor").expectProblem(404, "not-found");
        office.post("/api/v1/second-factor", "").expectProblem(404, "not-found");
        assertThat(office.get("/office/accounts").expect(200).text()).doesNotContain("二次验证");
        SERVICE.stranger()
                .post("/api/v1/sessions", """
                        {"username":"office","password":"%s","code":"000000"}""".formatted(TestService.OFFICE_PASSWORD))
                .expect(200);
    }

    @Test
    void whereItIsRequiredAMemberOfTheOfficeSetsItUpAndSignsInWithIt() {
        try (
                var service = TestService.start(
                        TestServers.shared().databasePort(),
                        TestServers.shared().redisPort(),
                        Map.of("certpulse.second-factor", "required"));
                var desk = Phone.desktop()) {
            var api = service.office();
            api.get("/api/v1/campaigns").expectProblem(403, "second-factor-enrolment-required");
            api.delete("/api/v1/accounts/x/second-factor").expectProblem(403, "second-factor-enrolment-required");
            desk.signIn(service.url(), "office", TestService.OFFICE_PASSWORD);
            desk.page().waitForURL("**/second-factor");
            desk.reads("请先设置").isAccessible().press("开始设置").reads("不能扫描时").isAccessible();
            var key = desk.page().locator("#factor-key").textContent().replace(" ", "");
            desk.write("code", "000000").press("确认并启用").reads("验证码不正确");
            assertThat(desk.page().locator("#factor-key").textContent().replace(" ", "")).isEqualTo(key);
            desk.write("code", code(service, key, 0)).press("确认并启用").reads("只显示这一次").isAccessible();
            assertThat(desk.page().locator(".recovery-codes li")).hasCount(10);
            desk.page().getByText("已保存，继续").click();
            desk.page().waitForURL("**/office");
            api.get("/api/v1/campaigns").expect(200);
            desk.page().locator(".who button").click();
            desk.page().waitForURL(address -> URI.create(address).getPath().equals("/"));
            signInWithCode(service, desk, key);
            var first = service.bean(OfficeAccount.class).restore("lost-it-all").orElseThrow();
            api.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
            service.signedIn("office", first)
                    .get("/api/v1/campaigns")
                    .expectProblem(403, "password-change-required");
        }
    }

    private static void signInWithCode(TestService service, Phone desk, String key) {
        desk.write("username", "office").write("password", TestService.OFFICE_PASSWORD).press("登录");
        desk.reads("验证器应用上的 6 位数字").isAccessible();
        assertThat(desk.page().locator("#code")).isFocused();
        desk.write("code", "000000").press("登录").reads("用户名、密码或验证码不正确").isAccessible();
        desk.write("code", code(service, key, 1)).press("登录");
        desk.page().waitForURL("**/office");
        desk.open("/second-factor").reads("剩余恢复码 10 个").isAccessible();
        desk.open("/office/accounts").reads("已启用二次验证").isAccessible();
    }

    private static String code(TestService service, String key, int steps) {
        try {
            var codes = new TimeBasedOneTimePasswordGenerator();
            var time = service.clock().instant().plus(codes.getTimeStep().multipliedBy(steps));
            return codes.generateOneTimePasswordString(
                    new SecretKeySpec(Base32.decode(key), codes.getAlgorithm()),
                    time);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
