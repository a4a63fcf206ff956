package io.github.certpulse.respondentpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mistyped addresses and unknown codes.
class UnknownAddressTest {
    private static final String A_BROWSERS =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
    private static final String FIELD = "name=\"code\"";
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Province.School school = province.school("甲校");

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "/nowhere", "/nowhere/at/all?x=1", "/s", "/s/", "/s/one/two", "/s/file.txt", "/static/none.css",
                    "/script/none.js", "/openapi/none", "/office/none", "/s/ZZ7HH697JNW", "/s/ABC", "/s/%E4%B8%AD"})
    void aPersonGetsAPageAndAProgramGetsAProblem(String address) {
        var page = asked(address, A_BROWSERS).expect(404);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.header("content-security-policy")).contains("default-src 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.text()).contains("<html lang=\"zh-CN\"", FIELD).containsAnyOf("没有找到", "二维码无效");
        assertThat(asked(address, A_BROWSERS, "Accept-Language", "en").expect(404).text())
                .contains("<html lang=\"en\"", FIELD)
                .containsAnyOf("Not found", "unknown");
        if (!address.startsWith("/office")) {
            var problem = asked(address, "application/json").expect(404);
            assertThat(problem.header("content-type")).startsWith("application/problem+json");
            assertThat(problem.string("code")).isIn("not-found", "entry-unknown");
            service.stranger().get(address).expect(404).string("code");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nowhere", "/api/nowhere", "/api/v1/entries/ZZ7HH697JNW"})
    void theApiAnswersBrowsersWithProblemsToo(String address) {
        assertThat(asked(address, A_BROWSERS).expect(404).header("content-type"))
                .startsWith("application/problem+json");
    }

    @Test
    void aReplacedCodeIsUnknownOnEveryPage() {
        asked("/s/" + school.teacherCode(), A_BROWSERS).expect(200);
        province.office().post(province.path() + "/schools/" + school.id() + "/entries/teacher", "").expect(201);
        assertThat(asked("/s/" + school.teacherCode(), A_BROWSERS).expect(404).text())
                .contains("二维码无效或已更换", FIELD);
    }

    @Test
    void aSignedInPersonGetsALinkToTheConsole() {
        var page = province.office().get("/office/none", "Accept", A_BROWSERS).expect(404).text();
        assertThat(page).contains("没有找到", "href=\"/office\"").doesNotContain(FIELD);
    }

    @Test
    void aCodeWithASlashOrBlanksOrSmallLettersOpensTheQuestionnaire() {
        var code = school.teacherCode();
        var parted = code.substring(0, 4) + "%20" + code.substring(4) + "/";
        for (var typed : new String[]{code + "/", code.toLowerCase(Locale.ROOT), "%20" + code + "%20", parted}) {
            asked("/s/" + typed, A_BROWSERS).expect(200);
            try (var phone = Phone.chinese()) {
                phone.scan(service.url(), typed).reads("甲校");
            }
        }
    }

    @Test
    void aPersonTypesTheCodeWithoutAMouseAndWithoutScripts() {
        try (
                var phone = Phone.with(
                        Phone.options().setLocale("zh-CN").setJavaScriptEnabled(false).setViewportSize(320, 640))) {
            phone.page().navigate(service.url().resolve("/queationnaire").toString());
            phone.page().locator("#code").focus();
            phone.page().keyboard().type(" " + school.studentCode().toLowerCase(Locale.ROOT) + " ");
            phone.page().keyboard().press("Enter");
            phone.page().waitForURL("**/s/" + school.studentCode());
            phone.open("/s?code=" + "XX").reads("二维码无效或已更换");
            assertThat(phone.page().locator("#code")).isFocused();
        }
    }

    @Test
    void thePageIsAccessibleAndFitsTheSmallestPhone() {
        try (var phone = Phone.with(Phone.options().setLocale("zh-CN").setViewportSize(320, 640))) {
            phone.page().navigate(service.url().resolve("/nowhere").toString());
            phone.reads("没有找到").isAccessible();
            assertThat((Integer) phone.page().evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
        }
    }

    private Reply asked(String address, String accepted, String... further) {
        var headers = new java.util.ArrayList<>(java.util.List.of("Accept", accepted));
        headers.addAll(java.util.List.of(further));
        return service.stranger().send("GET", address, BodyPublishers.noBody(), headers.toArray(String[]::new));
    }
}
