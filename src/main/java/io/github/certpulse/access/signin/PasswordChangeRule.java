package io.github.certpulse.access.signin;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.platform.http.Routes;
import io.github.certpulse.platform.problem.Problem;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Denies people who still have a first password all routes that are not [OpenWithFirstPassword], so that they must
/// change it.
@Singleton
class PasswordChangeRule implements SecurityRule<HttpRequest<?>> {
    private final Routes routes;

    PasswordChangeRule(Routes routes) {
        this.routes = routes;
    }

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request,
            @Nullable Authentication authentication) {
        var denied = hasFirstPassword(authentication) && (request == null || !isOpen(request));
        return denied ? Mono.error(Problem.PASSWORD_CHANGE_REQUIRED.exception())
                : Mono.just(SecurityRuleResult.UNKNOWN);
    }

    private static boolean hasFirstPassword(@Nullable Authentication authentication) {
        return authentication != null && Person.find(authentication).filter(Person::mustChangePassword).isPresent();
    }

    private boolean isOpen(HttpRequest<?> request) {
        return routes.annotationsOf(request)
                .stream()
                .anyMatch(route -> route.hasAnnotation(OpenWithFirstPassword.class));
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
