package io.github.certpulse.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.body.BodyLimit;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class SignInTest {
    private static final int ATTEMPTS = 10;
    private final TestService service = TestService.shared();
    private final Visitor stranger = service.stranger();

    @Test
    void acceptsTheOfficesPassword() {
        var session = signIn("office", TestService.OFFICE_PASSWORD).expect(200);
        assertThat(session.string("tokenType")).isEqualTo("Bearer");
        assertThat(session.number("expiresIn")).isPositive();
        assertThat(session.string("role")).isEqualTo("OFFICE");
        assertThat(session.at("mustChangePassword").getBooleanValue()).isFalse();
    }

    @Test
    void answersAWrongPasswordLikeAnUnknownName() {
        var known = signIn(newViewer(), "wrong password").expectProblem(401, "bad-credentials");
        var unknown = signIn("nobody-" + UUID.randomUUID(), "wrong password").expectProblem(401, "bad-credentials");
        assertThat(unknown.json()).isEqualTo(known.json());
    }

    @Test
    void refusesTooManyAttempts() {
        var username = newViewer();
        for (var i = 0; i < ATTEMPTS; i++) {
            signIn(username, "guess number " + i).expectProblem(401, "bad-credentials");
        }
        var refused = signIn(username, "guess number " + ATTEMPTS).expectProblem(429, "too-many-attempts");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
        signIn("office", TestService.OFFICE_PASSWORD).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "{}", "{\"username\":\"office\"}",
                    "{\"username\":null,\"password\":\"x\"}", "{\"username\":{},\"password\":\"x\"}"})
    void refusesMalformedCredentials(String body) {
        assertThat(stranger.post("/api/v1/sessions", body).expectProblem(400, "malformed").text())
                .doesNotContain("Exception", "io.github");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "OFFICE", "office ", "' or 1=1 --", "\\u0000", "\\ud800", "名字"})
    void refusesNamesThatDifferSlightly(String username) {
        signIn(username, TestService.OFFICE_PASSWORD).expectProblem(401, "bad-credentials");
    }

    @Test
    void treatsOverlongNamesAndPasswordsAsWrong() {
        signIn("a".repeat(300), "b".repeat(300)).expectProblem(401, "bad-credentials");
    }

    @Test
    void refusesABodyThatIsLongerThanAnyForm() {
        var padding = " ".repeat(BodyLimit.FORM.bytes());
        stranger.post("/api/v1/sessions", "{}" + padding).expectProblem(413, "too-large");
        stranger.post("/api/v1/sessions", ("{}" + padding).substring(0, BodyLimit.FORM.bytes()))
                .expectProblem(400, "malformed");
    }

    private Reply signIn(String username, String password) {
        return stranger
                .post("/api/v1/sessions", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
    }

    private String newViewer() {
        return service.office()
                .post(
                        "/api/v1/accounts",
                        "{\"username\":\"viewer-%s\",\"role\":\"OFFICE_VIEWER\"}"
                                .formatted(UUID.randomUUID().toString().substring(0, 8)))
                .expect(201)
                .string("username");
    }
}
