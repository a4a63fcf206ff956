package io.github.certpulse.console.frame;

import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Tells on a page, in words and with a way on, what the interface would tell in a problem document: always in the
/// consoles, and to a browser wherever it went outside of the interface. Whoever is not signed in is led to the sign-in
/// and back; a first password is changed first.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class PageProblems implements Ordered {
    private static final Pattern CONSOLES = Pattern.compile("/(password|sign-out)?|/(office|school)(/.*)?|/c/.*");
    private static final String INTERFACE = "/api/";
    private final Visits visits;
    private final Views views;

    PageProblems(Visits visits, Views views) {
        this.visits = visits;
        this.views = views;
    }

    @ResponseFilter
    @Nullable
    HttpResponse<?> tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() < HttpStatus.BAD_REQUEST.getCode() || !isPage(request)) {
            return null;
        }
        return ProblemHandler.ending(request).map(ending -> told(visits.of(request), ending, response)).orElse(null);
    }

    private static boolean isPage(HttpRequest<?> request) {
        var path = request.getPath();
        return CONSOLES.matcher(path).matches() || !path.startsWith(INTERFACE) && isOfABrowser(request);
    }

    private static boolean isOfABrowser(HttpRequest<?> request) {
        return request.getHeaders()
                .getAll(HttpHeaders.ACCEPT)
                .stream()
                .anyMatch(types -> types.contains(MediaType.TEXT_HTML));
    }

    private HttpResponse<?> told(Visit visit, ProblemException ending, HttpResponse<?> response) {
        return switch (ending.problem()) {
            case UNAUTHORIZED -> Views.go(
                    visit,
                    "/?next=" + URLEncoder.encode(visit.fragment() ? "/" : visit.address(), StandardCharsets.UTF_8));
            case PASSWORD_CHANGE_REQUIRED -> Views.go(visit, "/password");
            default -> {
                var page = views.show(
                        visit,
                        visit.fragment() ? "console/frame/problem-part" : "console/frame/problem",
                        ending,
                        response.status());
                response.getHeaders().findFirst("Retry-After").ifPresent(wait -> page.header("Retry-After", wait));
                yield page;
            }
        };
    }

    /// Outside of everything that may refuse a request.
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
