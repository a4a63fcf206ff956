package io.github.certpulse.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.secret.Hmac;
import io.github.certpulse.platform.secret.Keys;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Tokens that are signed with the service's own key, but whose content is odd: every route answers 401.
@Fast
class TokenBatteryTest {
    private static final String HEADER = "{\"alg\":\"HS256\"}";
    /// Wrong for every claim: types, sizes, and texts of all kinds.
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e999999999",
            "9".repeat(400),
            "[]",
            "{}",
            "[\"%s\"]",
            "{\"a\":\"%s\"}",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"-1\"",
            "\"0\"",
            "\"１２３\"",
            "\"%s\\u0000\"",
            "\" %s\"",
            "\"%s'--\"",
            "\"" + "9".repeat(3_000) + "\"");

    private record Route(String method, String path) {}

    private final TestService service = TestService.shared();
    private final Visitor stranger = service.stranger();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Map<String, JsonNode> staff = claimsOf(service.office());
    private final Map<String, JsonNode> respondent = claimsOf(service.browser());
    private final List<Route> forStaff = List.of(
            new Route("GET", "/api/v1/campaigns"),
            new Route("GET", "/api/v1/sessions"),
            new Route("GET", province.path() + "/live"),
            new Route("DELETE", "/api/v1/sessions/current"));
    private final List<Route> forRespondents = List.of(
            new Route("PUT", "/api/v1/responses/" + UUID.randomUUID()),
            new Route("DELETE", "/api/v1/responses/" + UUID.randomUUID() + "/contact"),
            new Route("POST", "/api/v1/responses"));

    @Test
    void withTheirOwnContentAreAccepted() {
        assertThat(status(forStaff.getFirst(), token(HEADER, claims(staff)))).isEqualTo(200);
        assertThat(status(forRespondents.getFirst(), token(HEADER, claims(respondent)))).isEqualTo(400);
        assertThat(status(forRespondents.get(1), token(HEADER, claims(respondent)))).isEqualTo(404);
        // Tokens of the version before do not say since when the respondent is known, and what is no text is no claim
        // of this service. The latest time lies in the year 5138.
        var older = new LinkedHashMap<>(respondent);
        older.remove("since");
        var known = new ArrayList<Map<String, JsonNode>>(List.of(older));
        for (var since : List.of("1", "true", "[]", "null", "\"0\"", "\"99999999999\"")) {
            known.add(with(respondent, "since", since));
        }
        for (var good : known) {
            assertThat(status(forRespondents.get(1), token(HEADER, claims(good)))).isEqualTo(404);
        }
    }

    @Test
    void ofTheOtherKindOfPersonHaveNoRight() {
        forRespondents.forEach(route -> assertThat(status(route, token(HEADER, claims(staff)))).isEqualTo(403));
        forStaff.forEach(route -> assertThat(status(route, token(HEADER, claims(respondent)))).isEqualTo(403));
    }

    @Test
    void withOddContentAreRefusedByEveryRoute() {
        var faults = new ArrayList<String>();
        var tried = 0;
        for (var token : oddTokens().entrySet()) {
            for (var route : routes()) {
                tried++;
                var reply = ask(route, token.getValue());
                if (reply.status() != 401 || !reply.text().contains("\"code\":\"unauthorized\"")) {
                    faults.add(route + " answers " + token.getKey() + " with " + reply.status());
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(tried).isGreaterThan(900);
    }

    @Test
    void withOddContentCountAsNoneWhereNoneIsNeeded() {
        var entry = "/api/v1/entries/" + province.school("甲校").teacherCode();
        oddTokens().forEach(
                (oddity, token) -> assertThat(stranger.with(token).get(entry).status()).as(oddity)
                        .isEqualTo(200));
    }

    @Test
    void areRefusedBeforeTheirTime() {
        var now = service.bean(Clock.class).instant().getEpochSecond();
        for (var late : List.of(now + 60, 253_402_300_799L)) {
            assertThat(status(forStaff.getFirst(), token(HEADER, claims(with(staff, "nbf", late + "")))))
                    .isEqualTo(401);
            assertThat(status(forRespondents.getFirst(), token(HEADER, claims(with(respondent, "nbf", late + "")))))
                    .isEqualTo(401);
        }
        for (var begun : List.of(now, now - 60, 0L)) {
            assertThat(status(forStaff.getFirst(), token(HEADER, claims(with(staff, "nbf", begun + "")))))
                    .isEqualTo(200);
        }
    }

    @Test
    void openTheAccountOfTheirSessionOnly() {
        var viewer = claimsOf(service.viewer());
        var mixed = with(staff, "session", Json.canonical(viewer.get("session")));
        assertThat(status(forStaff.getFirst(), token(HEADER, claims(mixed)))).isEqualTo(401);
    }

    private List<Route> routes() {
        var all = new ArrayList<>(forStaff);
        all.addAll(forRespondents);
        return all;
    }

    /// By what is odd.
    private Map<String, String> oddTokens() {
        var odd = new LinkedHashMap<String, String>();
        for (var kind : List.of(staff, respondent)) {
            var name = kind.get("aud").getStringValue();
            for (var claim : List.of("aud", "sub", "exp", kind == staff ? "session" : "channel")) {
                var absent = new LinkedHashMap<>(kind);
                absent.remove(claim);
                odd.put(name + " without " + claim, token(HEADER, claims(absent)));
                var own = claim.equals("exp") ? "x" : kind.get(claim).getStringValue();
                for (var value : ODD) {
                    var wrong = with(kind, claim, value.formatted(own));
                    odd.put(name + " " + claim + " " + value, token(HEADER, claims(wrong)));
                }
            }
            for (var value : List.of("true", "\"1\"", "[]", "-1", "1e999999999", "9".repeat(400))) {
                odd.put(name + " nbf " + value, token(HEADER, claims(with(kind, "nbf", value))));
            }
            oddForms(name, claims(kind), odd);
        }
        odd.put("staff's content for respondents", token(HEADER, claims(with(staff, "aud", "\"respondent\""))));
        odd.put("a respondent's content for staff", token(HEADER, claims(with(respondent, "aud", "\"staff\""))));
        odd.put("an unknown channel", token(HEADER, claims(with(respondent, "channel", "\"FAX\""))));
        for (var value : List.of(
                "\"\"",
                "\"-1\"",
                "\"x\"",
                "\" 1\"",
                "\"１２３\"",
                "\"1e3\"",
                "\"" + "9".repeat(12) + "\"")) {
            odd.put("respondent since " + value, token(HEADER, claims(with(respondent, "since", value))));
        }
        odd.put("another audience", token(HEADER, claims(with(staff, "aud", "\"second-factor\""))));
        odd.put(
                "a role and no session",
                token(
                        HEADER,
                        """
                                {"aud":"staff","sub":%s,"role":"OFFICE","exp":9999999999}""".formatted(
                                new String(Json.canonical(staff.get("sub")), StandardCharsets.UTF_8))));
        return odd;
    }

    private void oddForms(String name, String claims, Map<String, String> odd) {
        for (var header : List.of(
                "{\"alg\":\"none\"}",
                "{\"alg\":\"HS512\"}",
                "{\"alg\":\"RS256\"}",
                "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
                "{}",
                "[]",
                "")) {
            odd.put(name + " header " + header, token(header, claims));
        }
        var signed = token(HEADER, claims);
        odd.put(name + " without signature", signed.substring(0, signed.lastIndexOf('.') + 1));
        odd.put(name + " with a part more", signed + ".e30");
        for (var body : List.of("", "null", "[]", "\"x\"", "1", "{", claims + claims, "[" + claims + "]")) {
            odd.put(name + " claims " + body, token(HEADER, body));
        }
    }

    private static Map<String, JsonNode> with(Map<String, JsonNode> claims, String name, byte[] value) {
        return with(claims, name, new String(value, StandardCharsets.UTF_8));
    }

    private static Map<String, JsonNode> with(Map<String, JsonNode> claims, String name, String value) {
        var changed = new LinkedHashMap<>(claims);
        changed.put(name, read(value));
        return changed;
    }

    private static String claims(Map<String, JsonNode> claims) {
        return new String(Json.canonical(JsonNode.createObjectNode(claims)), StandardCharsets.UTF_8);
    }

    private static JsonNode read(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Map<String, JsonNode> claimsOf(Visitor visitor) {
        var body = Base64.getUrlDecoder().decode(visitor.token().split("\\.")[1]);
        var claims = new LinkedHashMap<String, JsonNode>();
        read(new String(body, StandardCharsets.UTF_8)).entries()
                .forEach(entry -> claims.put(entry.getKey(), entry.getValue()));
        return claims;
    }

    private String token(String header, String claims) {
        var signed = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        var key = new Hmac(service.bean(Keys.class).derive("tokens", "HmacSHA256"));
        return signed + "." + base64(key.of(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private int status(Route route, String token) {
        return ask(route, token).status();
    }

    private Reply ask(Route route, String token) {
        return stranger.with(token)
                .send(route.method(), route.path(), BodyPublishers.noBody(), "Content-Type", "application/json");
    }
}
