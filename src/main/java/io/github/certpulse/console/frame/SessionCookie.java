package io.github.certpulse.console.frame;

import io.github.certpulse.access.account.StaffTokens;
import io.github.certpulse.survey.entry.PublicUrl;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.security.token.reader.TokenReader;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// A signed-in person's token in a browser: a cookie that scripts cannot read and other sites cannot send. Where a
/// request carries a token of its own, that one counts; respondents' pages and what anybody may see never look at it.
@Singleton
public class SessionCookie implements TokenReader<HttpRequest<?>> {
    static final String NAME = "certpulse_session";
    private static final Pattern WHERE = Pattern
            .compile("/(password|sign-out)?|/(office|school)(/.*)?|/api/v1/(?!entries|responses|web/|wechat/).*");
    private final PublicUrl publicUrl;

    SessionCookie(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public Optional<String> findToken(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.AUTHORIZATION) || !WHERE.matcher(request.getPath()).matches()
                ? Optional.empty()
                : read(request);
    }

    static Optional<String> read(HttpRequest<?> request) {
        return request.getCookies().findCookie(NAME).map(Cookie::getValue).filter(value -> !value.isEmpty());
    }

    /// The cookie that lets somebody in for as long as the token is good.
    public Cookie holding(String token) {
        return cookie(token, StaffTokens.LIFE);
    }

    /// The cookie that takes the token away.
    public Cookie empty() {
        return cookie("", Duration.ZERO);
    }

    private Cookie cookie(String value, Duration life) {
        return Cookie.of(NAME, value)
                .httpOnly(true)
                .secure(publicUrl.base().startsWith("https:"))
                .sameSite(SameSite.Strict)
                .path("/")
                .maxAge(life);
    }
}
