package io.github.certpulse.access.secondfactor;

import static io.github.certpulse.access.secondfactor.Colleague.FACTOR;
import static io.github.certpulse.access.secondfactor.Colleague.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A second factor where the installation allows it, told by people who use the interface.
class SecondFactorTest {
    private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(5);
    @AutoClose
    private static final TestService SERVICE = Colleague.startService();
    private final Colleague colleague = Colleague.atTheBeginningOfAStep(SERVICE);

    @Test
    void countsOnlyAfterItsConfirmation() {
        var key = colleague.visitor().post(FACTOR, "").expect(201).string("key");
        SERVICE.signedIn(colleague.username(), colleague.password());
        assertThat(colleague.visitor().get(FACTOR).expect(200).at("since")).isNull();
        colleague.confirm(colleague.wrong(key)).expectProblem(422, "second-factor-code-invalid");
        SERVICE.signedIn(colleague.username(), colleague.password());
        colleague.confirm(colleague.code(key)).expect(200);
        colleague.signIn("").expectProblem(401, "second-factor-required");
    }

    @Test
    void isAskedForAfterARightPasswordOnly() {
        var key = colleague.enrolled();
        colleague.signIn("").expectProblem(401, "second-factor-required");
        colleague.stranger("wrong password", "").expectProblem(401, "bad-credentials");
        colleague.stranger("wrong password", colleague.next(key)).expectProblem(401, "bad-credentials");
        var wrongCode = colleague.signIn(colleague.wrong(key)).expectProblem(401, "bad-credentials");
        assertThat(wrongCode.text()).doesNotContain("accessToken");
        var session = colleague.signIn(colleague.next(key)).expect(200);
        SERVICE.stranger().with(session.string("accessToken")).get("/api/v1/campaigns").expect(200);
    }

    @Test
    void acceptsACodeOnce() {
        var key = colleague.enrolled();
        var code = colleague.next(key);
        colleague.signIn(code).expect(200);
        colleague.signIn(code).expectProblem(401, "bad-credentials");
    }

    @Test
    void acceptsNoCodeThatConfirmedIt() {
        var key = colleague.visitor().post(FACTOR, "").expect(201).string("key");
        var code = colleague.code(key);
        colleague.confirm(code).expect(200);
        colleague.signIn(code).expectProblem(401, "bad-credentials");
    }

    @Test
    void acceptsACodeOnceOfManyAtTheSameTime() {
        var key = colleague.enrolled();
        var code = colleague.next(key);
        var replies = Stream.generate(() -> CompletableFuture.supplyAsync(() -> colleague.signIn(code).status()))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(replies).containsOnlyOnce(200);
    }

    @Test
    void acceptsTheCodesOfTheNeighbouringStepsOnly() {
        var key = colleague.enrolled();
        var later = SERVICE.clock().instant().plusSeconds(120);
        SERVICE.clock().moveOn(Duration.ofSeconds(120));
        colleague.signIn(colleague.code(key, later.minusSeconds(60))).expectProblem(401, "bad-credentials");
        colleague.signIn(colleague.code(key, later.plusSeconds(90))).expectProblem(401, "bad-credentials");
        colleague.signIn(colleague.code(key, later.minusSeconds(STEP))).expect(200);
        colleague.signIn(colleague.code(key, later.plusSeconds(STEP))).expect(200);
        colleague.signIn(colleague.code(key, later)).expectProblem(401, "bad-credentials");
    }

    @Test
    void limitsTheTriesOfEachAccount() {
        var key = colleague.enrolled();
        for (var i = 0; i < Limit.SECOND_FACTOR.permits(); i++) {
            colleague.signIn(colleague.wrong(key)).expectProblem(401, "bad-credentials");
        }
        var refused = colleague.signIn(colleague.next(key)).expectProblem(429, "too-many-attempts");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
        colleague.signIn("").expectProblem(401, "second-factor-required");
        var other = new Colleague(SERVICE);
        other.signIn(other.next(other.enrolled())).expect(200);
    }

    @Test
    void aRightCodeGivesTheTriesBack() {
        var key = colleague.enrolled();
        for (var round = 0; round < 2; round++) {
            for (var i = 0; i < Limit.SECOND_FACTOR.permits() - 1; i++) {
                colleague.signIn(colleague.wrong(key)).expectProblem(401, "bad-credentials");
            }
            SERVICE.clock().moveOn(Duration.ofSeconds(60));
            colleague.signIn(colleague.code(key)).expect(200);
        }
    }

    @Test
    void isOfNoUseForSchoolsAndRespondents() {
        var clerk = Province.with(SERVICE, "乙校,高职,武汉市,,,物流管理,中级,120").clerk("乙校");
        for (var person : List.of(clerk, SERVICE.browser())) {
            person.get(FACTOR).expectProblem(403, "forbidden");
            person.post(FACTOR, "").expectProblem(403, "forbidden");
        }
    }

    @Test
    void aChallengeIsNoToken() {
        colleague.enrolled();
        var form = colleague.signInForm(SERVICE.stranger());
        var challenge = Colleague.challengeOf(form);
        for (var path : List.of("/api/v1/campaigns", "/api/v1/sessions", FACTOR)) {
            SERVICE.stranger().with(challenge).get(path).expectProblem(401, "unauthorized");
        }
    }

    @Test
    void aChallengeEndsAfterFiveMinutesAndWithThePassword() {
        var key = colleague.enrolled();
        var visitor = SERVICE.stranger();
        var challenge = Colleague.challengeOf(colleague.signInForm(visitor));
        SERVICE.clock().moveOn(CHALLENGE_LIFE.minusSeconds(2));
        Colleague.submit(SERVICE.stranger(), challenge, colleague.code(key)).expect(303);
        SERVICE.clock().moveOn(Duration.ofSeconds(3));
        assertThat(Colleague.submit(visitor, challenge, colleague.code(key)).expect(401).text()).contains("登录已超时");
        SERVICE.clock().reset();
        var change = "{\"currentPassword\":\"%s\",\"newPassword\":\"quite another password\"}";
        colleague.visitor().post("/api/v1/sessions/password", change.formatted(colleague.password())).expect(204);
        assertThat(Colleague.submit(visitor, challenge, colleague.next(key)).expect(401).text()).contains("登录已超时");
        assertThat(Colleague.submit(visitor, "nonsense", colleague.next(key)).expect(401).text()).contains("登录已超时");
    }
}
