package io.github.certpulse.platform.http;

import io.github.certpulse.platform.problem.Problem;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.util.HttpHostResolver;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/// Refuses requests to localhost from pages of other sites, because such a page may attack a service that only this
/// machine can reach. Styles and scripts are an exception: they are public and change nothing, and the sandboxed page
/// in which the office tries a questionnaire loads them with `Origin: null`.
///
/// The framework's own rule (`cors.localhost-pass-through`) has no exceptions, so this filter replaces it.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class ForeignOriginFilter implements Ordered {
    private static final Pattern LOADED_BY_PAGES = Pattern.compile("/(static|webjars|script)/.*");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Pattern OWN_ADDRESS = Pattern.compile("(?i)https?://(localhost|127\\.|\\[::1]).*");
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private final HttpHostResolver hosts;

    ForeignOriginFilter(HttpHostResolver hosts) {
        this.hosts = hosts;
    }

    @RequestFilter
    void refuseForeignPages(HttpRequest<?> request) {
        var isForeign = request.getOrigin().filter(origin -> !isOurs(origin)).isPresent();
        if (isForeign && !isLoadedByPages(request) && isAtOwnAddress(request)) {
            throw Problem.FORBIDDEN.exception();
        }
    }

    private boolean isAtOwnAddress(HttpRequest<?> request) {
        return OWN_ADDRESS.matcher(hosts.resolve(request)).matches();
    }

    private static boolean isLoadedByPages(HttpRequest<?> request) {
        return READING.contains(request.getMethod()) && LOADED_BY_PAGES.matcher(request.getPath()).matches();
    }

    private static boolean isOurs(String origin) {
        try {
            var host = URI.create(origin).getHost();
            return host != null && OWN_NAMES.contains(host);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /// The order of the framework's own rule.
    @Override
    public int getOrder() {
        return ServerFilterPhase.METRICS.after();
    }
}
