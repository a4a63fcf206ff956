package io.github.certpulse.console.frame;

import io.github.certpulse.platform.problem.Problem;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Set;

/// Protects against other sites that make a browser send requests to this service. A request that changes something and
/// is authenticated by the cookie must carry the session's [CsrfToken], which our pages' scripts add. The sign-in
/// itself must come from our own page (`Sec-Fetch-Site`, W3C Fetch Metadata).
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class CsrfFilter implements Ordered {
    private static final String HEADER = "X-CSRF-Token";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private final CsrfToken token;
    private final SessionCookie cookie;

    CsrfFilter(CsrfToken token, SessionCookie cookie) {
        this.token = token;
        this.cookie = cookie;
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (!SAFE.contains(request.getMethod()) && !isOurs(request)) {
            throw Problem.CSRF_TOKEN_INVALID.exception();
        }
    }

    private boolean isOurs(HttpRequest<?> request) {
        if (request.getPath().equals(Addresses.START)) {
            return request.getHeaders()
                    .findFirst("Sec-Fetch-Site")
                    .map(site -> Set.of("same-origin", "none").contains(site))
                    .orElse(true);
        }
        return cookie.findToken(request)
                .map(session -> token.isValid(session, request.getHeaders().get(HEADER)))
                .orElse(true);
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before();
    }
}
