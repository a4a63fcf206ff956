package io.github.certpulse.console.frame;

import io.github.certpulse.platform.http.Routes;
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

/// Shows a problem on a page, with a link to continue, instead of as a problem document: always in the consoles, and
/// outside the interface also to browsers. Redirects people who are not signed in to the sign-in, which leads them
/// back, people with a first password to the change of the password, and people who must set up a second factor to
/// its page.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class PageProblems implements Ordered {
    private static final String INTERFACE = "/api/";
    private final Routes routes;
    private final Visits visits;
    private final Views views;

    PageProblems(Routes routes, Visits visits, Views views) {
        this.routes = routes;
        this.visits = visits;
        this.views = views;
    }

    @ResponseFilter
    @Nullable
    HttpResponse<?> showProblem(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() < HttpStatus.BAD_REQUEST.getCode() || !isPage(request)) {
            return null;
        }
        return ProblemHandler.problemOf(request)
                .map(problem -> page(visits.from(request), problem, response))
                .orElse(null);
    }

    private boolean isPage(HttpRequest<?> request) {
        var path = request.getPath();
        return Addresses.isOfConsole(path)
                || routes.annotationsOf(request).stream().anyMatch(route -> route.hasAnnotation(Console.class))
                || !path.startsWith(INTERFACE) && isFromBrowser(request);
    }

    private static boolean isFromBrowser(HttpRequest<?> request) {
        return request.getHeaders()
                .getAll(HttpHeaders.ACCEPT)
                .stream()
                .anyMatch(types -> types.contains(MediaType.TEXT_HTML));
    }

    private HttpResponse<?> page(Visit visit, ProblemException problem, HttpResponse<?> response) {
        return switch (problem.problem()) {
            case UNAUTHORIZED -> Views.go(
                    visit,
                    Addresses.signIn(visit.fragment() ? Addresses.START : visit.address()));
            case PASSWORD_CHANGE_REQUIRED -> Views.go(visit, Addresses.PASSWORD);
            case SECOND_FACTOR_ENROLMENT_REQUIRED -> Views.go(visit, Addresses.SECOND_FACTOR);
            default -> {
                var page = views.show(
                        visit,
                        visit.fragment() ? "console/frame/problem-part" : "console/frame/problem",
                        problem,
                        response.status());
                response.getHeaders().findFirst("Retry-After").ifPresent(wait -> page.header("Retry-After", wait));
                yield page;
            }
        };
    }

    /// Runs around all filters that may refuse a request.
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
