package io.github.certpulse.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds where a request has a session cookie, an `Authorization` header, or both: the header decides.
@Fast
class CredentialsTest {
    private static final String SHEET = "/api/v1/responses/0b2ae1fc-90a5-4d8c-a4e6-3b4ff1a92c11";
    private static final List<String> RUBBISH =
            List.of("Bearer rubbish", "Bearer ", "Bearer", "rubbish", "Basic b2ZmaWNlOng=", "bearer a.b.c");
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");

    @ParameterizedTest
    @CsvSource({
            "GET, /api/v1/campaigns", "POST, /api/v1/campaigns", "PATCH, {campaign}", "DELETE, {campaign}",
            "GET, {campaign}/contacts", "POST, {campaign}/roster", "GET, {campaign}/live", "PUT, " + SHEET,
            "DELETE, " + SHEET + "/contact", "GET, /api/v1/school/progress", "POST, /api/v1/school/completion",
            "POST, /api/v1/sessions/password", "PUT, /api/v1/campaigns", "DELETE, /api/v1/accounts"})
    void aHeaderThatProvesNothingIsRefusedWithAndWithoutACookie(String method, String route) {
        var path = route.replace("{campaign}", province.path());
        var stranger = service.stranger();
        var browser = signedIn();
        var faults = new ArrayList<String>();
        for (var type : new String[]{"application/json", "text/plain", "multipart/form-data; boundary=x"}) {
            for (var header : RUBBISH) {
                var without = send(stranger, method, path, type, header);
                var with = send(browser, method, path, type, header);
                for (var reply : List.of(without, with)) {
                    if (reply.status() != 401 || !reply.text().contains("\"code\":\"unauthorized\"")) {
                        faults.add(header + ", " + type + ": " + reply.status() + " " + reply.text());
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "GET, /api/v1/campaigns, 200", "POST, /api/v1/campaigns, 403", "DELETE, {campaign}, 403",
            "PATCH, {campaign}, 403", "DELETE, /api/v1/accounts, 403"})
    void aCookieAloneNeedsThePagesTokenToChangeAnything(String method, String route, int status) {
        var reply = send(signedIn(), method, route.replace("{campaign}", province.path()), "application/json", null);
        assertThat(reply.status()).as(reply::text).isEqualTo(status);
        if (status == 403) {
            reply.expectProblem(403, "csrf-token-invalid");
        }
    }

    @Test
    void theTokenInTheHeaderDecidesOverTheCookie() {
        var browser = signedIn();
        var viewer = service.viewer();
        var bearer = "Bearer " + viewer.token();
        send(browser, "GET", province.path() + "/contacts", "application/json", bearer).expectProblem(403, "forbidden");
        send(browser, "DELETE", province.path(), "application/json", bearer).expectProblem(403, "forbidden");
        send(browser, "GET", "/api/v1/campaigns", "application/json", bearer).expect(200);
        var office = "Bearer " + service.office().token();
        send(browser, "DELETE", province.path(), "application/json", office).expect(204);
    }

    /// An expired token must not keep respondents from what is open to everybody.
    @Test
    void routesForEverybodyIgnoreBoth() {
        var code = province.school("甲校").teacherCode();
        for (var header : RUBBISH) {
            send(signedIn(), "GET", "/api/v1/entries/" + code, "application/json", header).expect(200);
            send(signedIn(), "POST", "/api/v1/web/sessions", "application/json", header).expect(201);
        }
    }

    @Test
    void consolesAskPeopleToSignIn() {
        for (var header : RUBBISH) {
            var page = send(signedIn(), "GET", "/office", "text/plain", header);
            assertThat(page.status()).isEqualTo(303);
            assertThat(page.header("location")).isEqualTo("/?next=%2Foffice");
        }
    }

    @Test
    void whoIsSignedInLearnsWhatIsWrongWithTheRequest() {
        var office = service.office();
        send(office, "POST", "/api/v1/campaigns", "text/plain", null).expectProblem(415, "unsupported-media-type");
        send(office, "DELETE", "/api/v1/accounts", "application/json", null).expectProblem(405, "method-not-allowed");
        send(service.stranger(), "GET", "/nowhere", "application/json", null).expectProblem(404, "not-found");
        send(service.stranger(), "POST", "/api/v1/sessions", "text/plain", null)
                .expectProblem(415, "unsupported-media-type");
    }

    /// A browser in which a member of the office is signed in.
    private Visitor signedIn() {
        var browser = service.stranger();
        browser.submit(
                "/",
                "username=office&password=" + TestService.OFFICE_PASSWORD.replace(" ", "+").replace("'", "%27"))
                .expect(200);
        return browser;
    }

    private static Reply send(Visitor visitor, String method, String path, String type, String authorization) {
        return authorization == null
                ? visitor.send(method, path, BodyPublishers.ofString("{}"), "Content-Type", type)
                : visitor.send(
                        method,
                        path,
                        BodyPublishers.ofString("{}"),
                        "Content-Type",
                        type,
                        "Authorization",
                        authorization);
    }
}
