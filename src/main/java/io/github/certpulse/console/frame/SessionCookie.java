package io.github.certpulse.console.frame;

import io.github.certpulse.access.session.StaffTokens;
import io.github.certpulse.platform.http.Routes;
import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.survey.entry.PublicUrl;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.token.reader.TokenReader;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/// The cookie with a signed-in person's token, which scripts cannot read and other sites cannot send. It is ignored
/// where the request has an `Authorization` header, and by routes that are [WithoutSession].
@Singleton
public class SessionCookie implements TokenReader<HttpRequest<?>> {
    static final String NAME = "certpulse_session";
    private final Routes routes;
    private final PublicUrl publicUrl;

    SessionCookie(Routes routes, PublicUrl publicUrl) {
        this.routes = routes;
        this.publicUrl = publicUrl;
    }

    @Override
    public Optional<String> findToken(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.AUTHORIZATION) ? Optional.empty()
                : read(request).filter(_ -> isReadAt(request));
    }

    /// Every route of the service has a rule; the framework's own routes, such as those for monitoring, have none.
    private boolean isReadAt(HttpRequest<?> request) {
        var declared = routes.annotationsOf(request);
        return declared.isEmpty() ? Addresses.isOfConsole(request.getPath())
                : declared.stream()
                        .anyMatch(
                                route -> route.hasAnnotation(Secured.class)
                                        && !route.hasAnnotation(WithoutSession.class));
    }

    static Optional<String> read(HttpRequest<?> request) {
        return request.getCookies().findCookie(NAME).map(Cookie::getValue).filter(value -> !value.isEmpty());
    }

    /// The cookie with a token, which keeps a person signed in for as long as the token is valid.
    public Cookie with(String token) {
        return cookie(token, StaffTokens.LIFE);
    }

    /// The cookie that removes the token from the browser.
    public Cookie removal() {
        return cookie("", Duration.ZERO);
    }

    private Cookie cookie(String value, Duration life) {
        return Cookie.of(NAME, value)
                .httpOnly(true)
                .secure(publicUrl.isHttps())
                .sameSite(SameSite.Strict)
                .path("/")
                .maxAge(life);
    }
}
