package io.github.certpulse.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class FirstPasswordTest {
    private static final String GOOD = "sechzehn Kraniche 7";
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final List<String> account = province.openAccounts().get("甲校");

    @Test
    void allowsNothingButChangingIt() {
        var session = signIn(account.get(1)).expect(200);
        assertThat(session.string("role")).isEqualTo("SCHOOL");
        assertThat(session.at("mustChangePassword").getBooleanValue()).isTrue();
        var clerk = service.stranger().with(session.string("accessToken"));
        clerk.get("/api/v1/school/progress").expectProblem(403, "password-change-required");
        clerk.post("/api/v1/school/completion", "").expectProblem(403, "password-change-required");
        clerk.get("/api/v1/school/qrcodes/teacher.png").expectProblem(403, "password-change-required");
        clerk.get("/api/v1/campaigns").expectProblem(403, "password-change-required");
        change(clerk, account.get(1), GOOD).expect(204);
        var settled = signIn(GOOD).expect(200);
        assertThat(settled.at("mustChangePassword").getBooleanValue()).isFalse();
        service.stranger().with(settled.string("accessToken")).get("/api/v1/school/progress").expect(200);
        signIn(account.get(1)).expectProblem(401, "bad-credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short1234", "aaaaaaaaaaaa", "1234567890", "USERNAME-and-more", "THE FIRST"})
    void cannotBeReplacedByAWeakOne(String newPassword) {
        var clerk = service.signedIn(account.get(0), account.get(1));
        var weak = newPassword.replace("USERNAME", account.get(0)).replace("THE FIRST", account.get(1));
        var refused = change(clerk, account.get(1), weak).expectProblem(422, "password-too-weak");
        assertThat(refused.list("violations")).isNotEmpty()
                .allMatch(violation -> violation.get("field").getStringValue().equals("newPassword"));
        clerk.get("/api/v1/school/progress").expectProblem(403, "password-change-required");
    }

    @Test
    void canBeChangedOnlyByThoseWhoKnowIt() {
        var clerk = service.signedIn(account.get(0), account.get(1));
        change(clerk, "not the first", GOOD).expectProblem(401, "bad-credentials");
        clerk.post("/api/v1/sessions/password", "{}").expectProblem(400, "malformed");
        service.stranger().post("/api/v1/sessions/password", "{}").expectProblem(401, "unauthorized");
    }

    @Test
    void changingItEndsTheAccountsOtherTokens() {
        var one = service.signedIn(account.get(0), account.get(1));
        var other = service.signedIn(account.get(0), account.get(1));
        change(one, account.get(1), GOOD).expect(204);
        other.get("/api/v1/school/progress").expectProblem(401, "unauthorized");
        one.get("/api/v1/school/progress").expect(200);
        var third = service.signedIn(account.get(0), GOOD);
        change(third, GOOD, GOOD + "!").expect(204);
        third.get("/api/v1/school/progress").expect(200);
        one.get("/api/v1/school/progress").expectProblem(401, "unauthorized");
    }

    private Reply signIn(String password) {
        return service.stranger()
                .post(
                        "/api/v1/sessions",
                        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(account.get(0), password));
    }

    private static Reply change(Visitor who, String current, String newPassword) {
        return who.post(
                "/api/v1/sessions/password",
                "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, newPassword));
    }
}
