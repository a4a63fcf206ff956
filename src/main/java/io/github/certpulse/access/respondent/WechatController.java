package io.github.certpulse.access.respondent;

import io.github.certpulse.access.wechat.Wechat;
import io.github.certpulse.access.wechat.WechatLogin;
import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.redis.RateLimits;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;

/// Gives the mini program a respondent's token for a code of `wx.login`.
@Controller("/api/v1/wechat/sessions")
@WithoutSession
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Respondents")
class WechatController {
    /// WeChat counts a user's logins by the minute.
    private static final Duration UNTIL_LESS_BUSY = Duration.ofSeconds(30);
    private static final Duration UNTIL_BACK = Duration.ofSeconds(5);

    private final Wechat wechat;
    private final RespondentTokens tokens;
    private final RateLimits limits;
    private final HttpClientAddressResolver addresses;
    private final MeterRegistry meters;

    WechatController(
            Wechat wechat,
            RespondentTokens tokens,
            RateLimits limits,
            HttpClientAddressResolver addresses,
            MeterRegistry meters) {
        this.wechat = wechat;
        this.tokens = tokens;
        this.limits = limits;
        this.addresses = addresses;
        this.meters = meters;
    }

    /// Answers within 6 seconds, even if WeChat does not.
    @Post
    @Status(HttpStatus.CREATED)
    @Operation(
            summary = "Log in with WeChat",
            description = "Exchanges the single-use code of `wx.login` for a respondent's token. "
                    + "Answered within 6 seconds.")
    @ApiResponse(responseCode = "201", description = "The respondent's token")
    @ApiResponse(
            responseCode = "400",
            description = "`wechat-code-malformed`: not a text of 8 to 128 letters, digits, `_`, `-`")
    @ApiResponse(
            responseCode = "401",
            description = "`wechat-code-invalid`: unknown, expired or used; call `wx.login` again")
    @ApiResponse(responseCode = "403", description = "`wechat-user-blocked`: WeChat blocks this user")
    @ApiResponse(responseCode = "429", description = "`wechat-busy`: too many logins; see `Retry-After`")
    @ApiResponse(
            responseCode = "503",
            description = "`wechat-unavailable` with `Retry-After`, or `wechat-not-configured`")
    AccessToken login(HttpRequest<?> http, @Body WechatLoginRequest request) {
        limits.refused(Limit.WECHAT_LOGIN, addresses.resolve(http)).ifPresent(wait -> {
            meters.counter("certpulse.logins", "kind", "wechat", "outcome", "throttled").increment();
            throw Problem.TOO_MANY_REQUESTS.retryAfter(wait);
        });
        var login = wechat.login(request.text());
        count(login);
        return switch (login) {
            case WechatLogin.LoggedIn(var openid) -> tokens.issueForWechat(openid, request.seenText());
            case WechatLogin.Malformed() -> throw Problem.WECHAT_CODE_MALFORMED.exception();
            case WechatLogin.CodeInvalid() -> throw Problem.WECHAT_CODE_INVALID.exception();
            case WechatLogin.UserBlocked() -> throw Problem.WECHAT_USER_BLOCKED.exception();
            case WechatLogin.Busy() -> throw Problem.WECHAT_BUSY.retryAfter(UNTIL_LESS_BUSY);
            case WechatLogin.Unavailable() -> throw Problem.WECHAT_UNAVAILABLE.retryAfter(UNTIL_BACK);
            case WechatLogin.NotConfigured() -> throw Problem.WECHAT_NOT_CONFIGURED.exception();
        };
    }

    private void count(WechatLogin login) {
        var outcome = switch (login) {
            case WechatLogin.LoggedIn _ -> "session";
            case WechatLogin.Malformed _ -> "code-malformed";
            case WechatLogin.CodeInvalid _ -> "code-invalid";
            case WechatLogin.UserBlocked _ -> "user-blocked";
            case WechatLogin.Busy _ -> "busy";
            case WechatLogin.Unavailable _ -> "unavailable";
            case WechatLogin.NotConfigured _ -> "not-configured";
        };
        meters.counter("certpulse.logins", "kind", "wechat", "outcome", outcome).increment();
    }
}
