package io.github.certpulse.respondent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.certpulse.entry.Wechat;
import io.github.certpulse.entry.WechatConfiguration;
import io.github.certpulse.shared.Problem;
import io.github.certpulse.shared.ProblemException;
import io.github.certpulse.testing.FakeWechat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WechatControllerTest {
    private final FakeWechat fake = new FakeWechat();
    private final Wechat wechat = new Wechat(new WechatConfiguration(Optional.of(FakeWechat.APPID), Optional.of(FakeWechat.SECRET),
            Optional.of(fake.url()), "pages/entry/entry", "release", Duration.ofSeconds(5), Duration.ofSeconds(5)));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WechatController controller = new WechatController(wechat, new RespondentTokens(), meters);

    @AfterEach
    void close() throws IOException {
        fake.close();
        wechat.close();
    }

    @Test
    void givesATokenForACode() {
        var token = controller.login(code(fake.codeFor("openid-of-a-teacher")));
        assertThat(token.tokenType()).isEqualTo("Bearer");
        assertThat(token.accessToken()).isNotBlank().doesNotContain("openid-of-a-teacher");
        assertThat(counted("session")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"40029, WECHAT_CODE_INVALID, code-invalid, 0", "40226, WECHAT_USER_BLOCKED, user-blocked, 0", "45011, WECHAT_BUSY, busy, 30",
            "-1, WECHAT_UNAVAILABLE, unavailable, 5"})
    void saysWhyThereIsNoToken(int errcode, Problem problem, String outcome, long retryAfter) {
        fake.failLoginsWith(errcode);
        var refusal = refusal(code(fake.codeFor("openid")));
        assertThat(refusal.problem()).isEqualTo(problem);
        assertThat(refusal.retryAfter().map(Duration::toSeconds).orElse(0L)).isEqualTo(retryAfter);
        assertThat(counted(outcome)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"code\":null}", "{\"code\":12345678}", "{\"code\":true}", "{\"code\":[\"abcdefgh\"]}", "{\"code\":{\"a\":1}}",
            "{\"code\":\"\"}", "{\"code\":\"short\"}", "{\"code\":\"with space\"}"})
    void takesWhateverIsNoCodeForAMalformedOne(String body) throws IOException {
        var refusal = refusal(ObjectMapper.getDefault().readValue(body, WechatLoginRequest.class));
        assertThat(refusal.problem()).isEqualTo(Problem.WECHAT_CODE_MALFORMED);
        assertThat(counted("code-malformed")).isEqualTo(1);
        assertThat(fake.logins()).isZero();
    }

    private ProblemException refusal(WechatLoginRequest request) {
        return catchThrowableOfType(ProblemException.class, () -> controller.login(request));
    }

    private static WechatLoginRequest code(String code) {
        return new WechatLoginRequest(JsonNode.createStringNode(code));
    }

    private double counted(String outcome) {
        return meters.counter("certpulse.logins", "kind", "wechat", "outcome", outcome).count();
    }
}
