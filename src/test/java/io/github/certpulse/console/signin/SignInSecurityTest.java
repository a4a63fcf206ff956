package io.github.certpulse.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.RawConnection;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What protects the sign-in by cookie against other sites and other people at the same browser.
class SignInSecurityTest {
    private static final TestService SERVICE = TestService.shared();
    private static final Pattern TOKEN = Pattern.compile("certpulse_session=([^;]+)");

    @Test
    void aPlantedSessionIsReplacedAtTheSignInAndEnds() {
        var planted = SERVICE.office();
        var cookie = "certpulse_session=" + planted.token();
        var own = token(signIn(SERVICE.stranger(), "Cookie", cookie).expect(303));
        assertThat(own).isNotEqualTo(planted.token());
        SERVICE.stranger().with(own).get("/api/v1/campaigns").expect(200);
        planted.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
    }

    @Test
    void anInventedSessionIsNotTakenOver() {
        var own = token(signIn(SERVICE.stranger(), "Cookie", "certpulse_session=chosen-by-somebody").expect(303));
        assertThat(own).isNotEqualTo("chosen-by-somebody");
    }

    @Test
    void everySignInGetsASessionOfItsOwn() {
        assertThat(token(signIn(SERVICE.stranger()))).isNotEqualTo(token(signIn(SERVICE.stranger())));
    }

    @Test
    void otherSitesCannotSignAPersonIn() {
        for (var foreign : List.of("https://evil.example", "null", "https://certpulse.example.evil.example")) {
            assertThat(statusAtAName(foreign)).as(foreign).isEqualTo("403");
        }
        assertThat(statusAtAName("https://certpulse.example")).isEqualTo("303");
        signIn(SERVICE.stranger(), "Sec-Fetch-Site", "same-site").expect(403);
        signIn(SERVICE.stranger(), "Sec-Fetch-Site", "cross-site").expect(403);
        signIn(SERVICE.stranger(), "Sec-Fetch-Site", "same-origin").expect(303);
        signIn(SERVICE.stranger(), "Origin", SERVICE.url().toString()).expect(303);
    }

    /// Signs in as a browser does that is too old for `Sec-Fetch-Site`, where the service has a name of its own.
    private static String statusAtAName(String origin) {
        var body = fields();
        try (var connection = RawConnection.to(SERVICE.url())) {
            connection.head(
                    "POST / HTTP/1.1",
                    "Host: certpulse.example",
                    "Origin: " + origin,
                    "Content-Type: application/x-www-form-urlencoded",
                    "Content-Length: " + body.length()).send(body);
            return connection.answer().split(" ")[1];
        }
    }

    private static String fields() {
        return "username=office&password=" + URLEncoder.encode(TestService.OFFICE_PASSWORD, StandardCharsets.UTF_8);
    }

    @Test
    void theSignOutCannotBeSentByAnotherSite() {
        var visitor = SERVICE.stranger();
        var token = token(signIn(visitor).expect(303));
        visitor.send("POST", "/sign-out", BodyPublishers.noBody()).expect(403);
        SERVICE.stranger().with(token).get("/api/v1/campaigns").expect(200);
    }

    @Test
    void theCookieIsSecureWhereTheServiceIsReachedByHttps() {
        assertThat(signIn(SERVICE.stranger()).header("set-cookie"))
                .contains("HTTPOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Secure", "Domain");
        try (
                var service = TestService.start(
                        TestServers.shared().databasePort(),
                        TestServers.shared().redisPort(),
                        Map.of("certpulse.public-url", "https://certpulse.example"))) {
            assertThat(signIn(service.stranger()).headers().allValues("set-cookie")).hasSize(2)
                    .allMatch(cookie -> cookie.contains("Secure") && cookie.contains("HTTPOnly"))
                    .allMatch(cookie -> cookie.contains("SameSite=Strict"));
        }
    }

    private static Reply signIn(Visitor visitor, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/x-www-form-urlencoded";
        return visitor.send("POST", "/", BodyPublishers.ofString(fields()), all);
    }

    private static String token(Reply reply) {
        return reply.headers()
                .allValues("set-cookie")
                .stream()
                .map(TOKEN::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
