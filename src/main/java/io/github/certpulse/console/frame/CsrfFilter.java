package io.github.certpulse.console.frame;

import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.entry.PublicUrl;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Protects against other sites that make a browser send requests to this service. A request that changes something and
/// is authenticated by the cookie must carry the session's [CsrfToken], which our pages' scripts add. The sign-in
/// itself must come from our own page: `Sec-Fetch-Site` says so (W3C Fetch Metadata), or `Origin` in browsers that are
/// too old for it. Otherwise another site could sign a person in to an account that is not theirs.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class CsrfFilter implements Ordered {
    private static final String HEADER = "X-CSRF-Token";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private final CsrfToken token;
    private final SessionCookie cookie;
    private final PublicUrl publicUrl;

    CsrfFilter(CsrfToken token, SessionCookie cookie, PublicUrl publicUrl) {
        this.token = token;
        this.cookie = cookie;
        this.publicUrl = publicUrl;
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
                    .or(() -> request.getOrigin().map(origin -> isOurs(origin, request)))
                    .orElse(true);
        }
        return cookie.findToken(request)
                .map(session -> token.isValid(session, request.getHeaders().get(HEADER)))
                .orElse(true);
    }

    /// A proxy may name the service differently than browsers do, so that both names count.
    private boolean isOurs(String origin, HttpRequest<?> request) {
        return Stream.of(publicUrl.base(), "//" + request.getHeaders().get(HttpHeaders.HOST))
                .anyMatch(own -> authority(own).equals(authority(origin)));
    }

    private static String authority(String address) {
        return address.replaceFirst("^[^/]*//", "").replaceFirst("/.*", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before();
    }
}
