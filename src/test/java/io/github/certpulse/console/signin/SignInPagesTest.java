package io.github.certpulse.console.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SignInPagesTest {
    private static final TestService SERVICE = TestService.shared();
    private static final Pattern CSRF = Pattern.compile("data-csrf=\"([^\"]+)\"");

    @Test
    void aClerkSignsInWithAFirstPasswordAndHasToChangeIt() {
        var first =
                Province.with(SERVICE, "武汉学院,高职,武汉市,,,Web前端开发,中级,100").openAccounts().get("武汉学院");
        try (var phone = Phone.chinese()) {
            phone.signIn(SERVICE.url(), first.get(0), first.get(1)).reads("请先设置自己的密码").isAccessible();
            phone.open("/school").reads("请先设置自己的密码");
            phone.write("current", first.get(1))
                    .write("wanted", "short")
                    .write("again", "short")
                    .press("保存")
                    .reads("新密码强度不够");
            phone.write("current", first.get(1))
                    .write("wanted", "a password of my own")
                    .write("again", "a password of my owm")
                    .press("保存")
                    .reads("不一致");
            phone.write("current", first.get(1))
                    .write("wanted", "a password of my own")
                    .write("again", "a password of my own")
                    .press("保存");
            phone.page().waitForURL("**/school");
            assertThat(SERVICE.signedIn(first.get(0), "a password of my own").get("/api/v1/school/progress").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndTheUserNameStays() {
        try (var phone = Phone.chinese()) {
            phone.page().navigate(SERVICE.url().toString());
            phone.isAccessible()
                    .write("username", "office")
                    .write("password", "not the one")
                    .press("登录")
                    .reads("用户名或密码")
                    .isAccessible();
            assertThat(phone.page().locator("#username")).hasValue("office");
            assertThat(phone.page().locator("#password")).isFocused();
        }
    }

    @Test
    void theSignInLeadsBackToTheRequestedPage() {
        try (var phone = Phone.desktop()) {
            phone.page().navigate(SERVICE.url().resolve("/password?a=1").toString());
            phone.write("username", "office").write("password", TestService.OFFICE_PASSWORD).press("登录");
            phone.page().waitForURL(address -> address.endsWith("/password?a=1"));
            phone.page().locator(".who button").click();
            phone.page().waitForURL(address -> URI.create(address).getPath().equals("/"));
            phone.open("/password").reads("登录");
        }
    }

    @Test
    void theSignInIsReadableInDarkColoursAndInEnglish() {
        try (var phone = Phone.with(Phone.options().setLocale("zh-CN").setColorScheme(ColorScheme.DARK))) {
            phone.page().navigate(SERVICE.url().toString());
            phone.isAccessible();
            phone.page().getByText("English").click();
            phone.reads("Sign in").isAccessible();
        }
    }

    @Test
    void theSignInRedirectsToNoOtherSite() {
        for (var elsewhere : new String[]{"//evil.example", "/\\evil.example", "https://evil.example",
                "javascript:alert(1)", "/\r\nx: y"}) {
            assertThat(signIn(SERVICE.stranger(), elsewhere).header("location")).as(elsewhere).isEqualTo("/office");
            assertThat(SERVICE.stranger().get("/language/en?back=" + encoded(elsewhere)).header("location"))
                    .as(elsewhere)
                    .isEqualTo("/");
        }
        assertThat(signIn(SERVICE.stranger(), "/office/audit").header("location")).isEqualTo("/office/audit");
    }

    @Test
    void theCookieIsHiddenFromScriptsAndOtherSites() {
        assertThat(signIn(SERVICE.stranger(), "/").header("set-cookie"))
                .contains("certpulse_session=", "HTTPOnly", "SameSite=Strict", "Path=/");
        assertThat(
                form(
                        SERVICE.stranger(),
                        "/",
                        "username=office&password=" + encoded(TestService.OFFICE_PASSWORD),
                        "Sec-Fetch-Site",
                        "cross-site").status())
                .isEqualTo(403);
    }

    @Test
    void aChangeByCookieNeedsTheSessionsToken() {
        var office = SERVICE.stranger();
        signIn(office, "/").expect(303);
        office.get("/api/v1/accounts").expect(200);
        var account = "{\"username\":\"csrf-%s\",\"role\":\"OFFICE_VIEWER\"}".formatted(System.nanoTime());
        office.post("/api/v1/accounts", account).expectProblem(403, "csrf-token-invalid");
        office.post("/api/v1/accounts", account, "X-CSRF-Token", "guessed").expectProblem(403, "csrf-token-invalid");
        assertThat(form(office, "/sign-out", "").status()).isEqualTo(403);
        var page = CSRF.matcher(office.get("/password").expect(200).text());
        assertThat(page.find()).isTrue();
        office.post("/api/v1/accounts", account, "X-CSRF-Token", page.group(1)).expect(201);
    }

    @Test
    void aProblemIsAPageInTheConsoleAndADocumentInTheApi() {
        var office = SERVICE.stranger();
        signIn(office, "/").expect(303);
        var missing = office.get("/office/nothing-here").expect(404);
        assertThat(missing.header("content-type")).startsWith("text/html");
        assertThat(missing.text()).contains("没有找到", "<main");
        office.get("/api/v1/nothing-here").expectProblem(404, "not-found");
    }

    private static Reply signIn(Visitor visitor, String next) {
        return form(
                visitor,
                "/",
                "username=office&password=" + encoded(TestService.OFFICE_PASSWORD) + "&next=" + encoded(next));
    }

    private static Reply form(Visitor visitor, String path, String fields, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/x-www-form-urlencoded";
        return visitor.send("POST", path, BodyPublishers.ofString(fields), all);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
