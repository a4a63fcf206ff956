package io.github.certpulse.platform.parameter;

import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.problem.Problem;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import java.util.function.Predicate;

/// Refuses requests to the API that have a query parameter which their route does not declare, so that a filter with a
/// misspelt name is not ignored. Pages are not concerned: links to them may carry parameters for tracking.
///
/// It comes after the access rules, so that only those who may use a route learn about its parameters.
@ServerFilter("/api/**")
class UnknownParameterFilter implements Ordered {
    private static final FieldRule UNKNOWN = new FieldRule("unknown", "没有这个参数", "there is no such parameter");
    private final DeclaredParameters declared;

    UnknownParameterFilter(DeclaredParameters declared) {
        this.declared = declared;
    }

    /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-unknown`, naming each
    @RequestFilter
    void check(HttpRequest<?> request) {
        var query = request.getUri().getRawQuery();
        if (query == null || query.isEmpty()) {
            return;
        }
        RouteAttributes.getRouteMatch(request)
                .filter(MethodBasedRouteMatch.class::isInstance)
                .ifPresent(match -> check(request, (MethodBasedRouteMatch<?, ?>) match));
    }

    private void check(HttpRequest<?> request, MethodBasedRouteMatch<?, ?> match) {
        var known = declared.of(match.getExecutableMethod());
        var unknown = request.getParameters().names().stream().filter(Predicate.not(known::contains)).sorted().toList();
        if (!unknown.isEmpty()) {
            throw Problem.PARAMETER_UNKNOWN.with(unknown.stream().map(UNKNOWN::at).toList());
        }
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
