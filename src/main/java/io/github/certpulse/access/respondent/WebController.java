package io.github.certpulse.access.respondent;

import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.redis.RateLimits;
import io.github.certpulse.survey.entry.PublicUrl;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;

/// Gives browsers a respondent's token. The same browser is always the same respondent, by a random id in a cookie that
/// scripts cannot read. Another cookie says since when the service has known the browser; replicas of an earlier
/// version leave it alone.
@Controller("/api/v1/web/sessions")
@WithoutSession
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Respondents")
class WebController {
    static final String COOKIE = "certpulse_respondent";
    static final String SEEN_COOKIE = "certpulse_seen";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final int ID_BYTES = 16;
    /// Longer than any campaign.
    private static final Duration COOKIE_LIFE = Duration.ofDays(180);
    private final RespondentTokens tokens;
    private final RateLimits limits;
    private final HttpClientAddressResolver addresses;
    private final PublicUrl publicUrl;
    private final MeterRegistry metrics;
    private final SecureRandom random = new SecureRandom();

    WebController(
            RespondentTokens tokens,
            RateLimits limits,
            HttpClientAddressResolver addresses,
            PublicUrl publicUrl,
            MeterRegistry metrics) {
        this.tokens = tokens;
        this.limits = limits;
        this.addresses = addresses;
        this.publicUrl = publicUrl;
        this.metrics = metrics;
    }

    @Post
    @Operation(summary = "Answer in a browser, anonymously")
    @ApiResponse(
            responseCode = "201",
            description = "The respondent's token, and a cookie that makes this browser the same respondent again")
    @ApiResponse(responseCode = "429", description = "`too-many-requests` with `Retry-After`")
    HttpResponse<AccessToken> open(HttpRequest<?> request) {
        limits.refused(Limit.WEB_SESSION, addresses.resolve(request)).ifPresent(wait -> {
            metrics.counter("certpulse.logins", "kind", "browser", "outcome", "throttled").increment();
            throw Problem.TOO_MANY_REQUESTS.retryAfter(wait);
        });
        var id = request.getCookies()
                .findCookie(COOKIE)
                .map(Cookie::getValue)
                .filter(value -> ID.matcher(value).matches())
                .orElseGet(this::newId);
        metrics.counter("certpulse.logins", "kind", "browser", "outcome", "session").increment();
        var seen = request.getCookies().findCookie(SEEN_COOKIE).map(Cookie::getValue).orElse("");
        var token = tokens.issueForBrowser(id, seen);
        return HttpResponse.created(token).cookie(cookie(COOKIE, id)).cookie(cookie(SEEN_COOKIE, token.seen()));
    }

    private Cookie cookie(String name, String value) {
        return Cookie.of(name, value)
                .httpOnly(true)
                .secure(publicUrl.isHttps())
                .sameSite(SameSite.Lax)
                .path("/")
                .maxAge(COOKIE_LIFE);
    }

    private String newId() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
