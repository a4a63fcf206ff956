package io.github.certpulse.access.respondent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class WechatLoginTest {
    private final TestService service = TestService.shared();

    @AfterEach
    void letWechatRecover() {
        service.wechat().recover();
    }

    @Test
    void givesATokenForACodeWithoutTheOpenid() {
        var reply = login("\"%s\"".formatted(service.wechat().codeFor("openid-of-a-teacher"))).expect(201);
        assertThat(reply.string("tokenType")).isEqualTo("Bearer");
        assertThat(reply.number("expiresIn")).isEqualTo(7200);
        var claims = new String(
                Base64.getUrlDecoder().decode(reply.string("accessToken").split("\\.")[1]),
                StandardCharsets.UTF_8);
        assertThat(claims).doesNotContain("openid-of-a-teacher");
    }

    @Test
    void refusesACodeThatWasUsedBefore() {
        var code = "\"%s\"".formatted(service.wechat().codeFor("openid"));
        login(code).expect(201);
        login(code).expectProblem(401, "wechat-code-invalid");
    }

    @ParameterizedTest
    @CsvSource({"40029, 401, wechat-code-invalid, ''", "40163, 401, wechat-code-invalid, ''",
            "40226, 403, wechat-user-blocked, ''",
            "45011, 429, wechat-busy, 30", "-1, 503, wechat-unavailable, 5", "40001, 503, wechat-unavailable, 5",
            "99999, 503, wechat-unavailable, 5"})
    void answersWechatsErrorWithItsProblem(int errcode, int status, String code, String retryAfter) {
        service.wechat().failLoginsWith(errcode);
        var reply = login("\"%s\"".formatted(service.wechat().codeFor("openid"))).expectProblem(status, code);
        assertThat(reply.header("retry-after")).isEqualTo(retryAfter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "12345678", "true", "[\"abcdefgh\"]", "{\"a\":1}", "\"\"", "\"short\"",
                    "\"with space\""})
    void treatsEveryValueThatIsNoCodeAsMalformed(String code) {
        login(code).expectProblem(400, "wechat-code-malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{\"code\":\"a\"\"}"})
    void refusesABodyThatIsNoObject(String body) {
        assertThat(service.stranger().post("/api/v1/wechat/sessions", body).status()).isEqualTo(400);
    }

    private Reply login(String code) {
        return service.stranger().post("/api/v1/wechat/sessions", "{\"code\":" + code + "}");
    }
}
