package io.github.certpulse.access.signin;

import io.github.certpulse.platform.http.Routes;
import io.github.certpulse.platform.secret.Audience;
import io.github.certpulse.platform.secret.Tokens;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.config.SecurityConfiguration;
import io.micronaut.security.filters.SecurityFilter;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.security.token.reader.TokenReader;
import io.micronaut.web.router.RouteAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;

/// Finds out who sends a request, and admits the request to its route or refuses it.
///
/// An `Authorization` header decides, whatever it holds; only without one the session cookie does. One that proves
/// nothing counts as none.
///
/// The rules are the framework's (`@Secured`, `intercept-url-map`, endpoints) and [PasswordChangeRule]; the first that
/// decides holds, and where none does, every route refuses. The framework's own filter asks the same rules, but through
/// a chain of publishers for each of them, which takes a third of a short request's time.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class AccessFilter implements Ordered {
    private static final CompletionStage<Optional<Authentication>> NOBODY =
            CompletableFuture.completedFuture(Optional.empty());
    private final List<TokenReader<HttpRequest<?>>> readers;
    private final Tokens tokens;
    private final Map<String, Audience> audiences;
    private final List<SecurityRule<HttpRequest<?>>> rules;
    private final Routes routes;
    private final boolean refusesUnknownAddresses;

    AccessFilter(
            List<TokenReader<HttpRequest<?>>> readers,
            Tokens tokens,
            List<Audience> audiences,
            List<SecurityRule<HttpRequest<?>>> rules,
            Routes routes,
            SecurityConfiguration configuration) {
        this.readers = readers;
        this.tokens = tokens;
        this.audiences = audiences.stream().collect(Collectors.toUnmodifiableMap(Audience::name, Function.identity()));
        this.rules = rules;
        this.routes = routes;
        this.refusesUnknownAddresses = configuration.isRejectNotFound();
    }

    /// Completes at once, unless the person must be looked up.
    @RequestFilter
    CompletionStage<HttpRequest<?>> admit(HttpRequest<?> request) {
        // Without this attribute, the framework gives routes no authentication.
        request.setAttribute(SecurityFilter.KEY, true);
        return personWhoSends(request).thenApply(person -> {
            person.ifPresent(known -> request.setAttribute(SecurityFilter.AUTHENTICATION, known));
            if (!isAllowed(request, person)) {
                throw new AuthorizationException(person.orElse(null));
            }
            return request;
        });
    }

    private CompletionStage<Optional<Authentication>> personWhoSends(HttpRequest<?> request) {
        for (var reader : readers) {
            var token = reader.findToken(request).flatMap(tokens::read);
            var audience = token.map(payload -> audiences.get(payload.audience()));
            if (token.isPresent() && audience.isPresent()) {
                return audience.get().personOf(token.get());
            }
        }
        return NOBODY;
    }

    private boolean isAllowed(HttpRequest<?> request, Optional<Authentication> person) {
        for (var rule : rules) {
            switch (result(rule.check(request, person.orElse(null)))) {
                case ALLOWED -> {
                    return true;
                }
                case REJECTED -> {
                    return false;
                }
                case UNKNOWN -> {}
            }
        }
        return !refusesUnknownAddresses && RouteAttributes.getRouteMatch(request).isEmpty()
                && (person.isPresent() || !needsPerson(request));
    }

    /// Whether all routes of the address are for people who are signed in. Where none of them accepts the request, for
    /// example because of its method or type, only they learn that.
    private boolean needsPerson(HttpRequest<?> request) {
        var declared = routes.annotationsOf(request);
        return !declared.isEmpty() && declared.stream()
                .map(route -> List.of(route.stringValues(Secured.class)))
                .noneMatch(allowed -> allowed.isEmpty() || allowed.contains(SecurityRule.IS_ANONYMOUS));
    }

    /// The result of a rule that decides at once, as all rules of this service do; Reactor's constants are callable.
    private static SecurityRuleResult result(Publisher<SecurityRuleResult> check) {
        try {
            return (SecurityRuleResult) ((Callable<?>) check).call();
        } catch (RuntimeException refused) {
            throw refused;
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order();
    }
}
