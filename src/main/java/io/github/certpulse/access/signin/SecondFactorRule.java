package io.github.certpulse.access.signin;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.secondfactor.OpenWithoutSecondFactor;
import io.github.certpulse.access.secondfactor.SecondFactors;
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

/// Where the office's accounts must have a second factor, denies people without one all routes except for those that
/// set it up, and those that are [OpenWithFirstPassword].
@Singleton
class SecondFactorRule implements SecurityRule<HttpRequest<?>> {
    private final Routes routes;
    private final SecondFactors factors;

    SecondFactorRule(Routes routes, SecondFactors factors) {
        this.routes = routes;
        this.factors = factors;
    }

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request,
            @Nullable Authentication authentication) {
        return isMissing(authentication) && (request == null || !isOpen(request))
                ? Mono.error(Problem.SECOND_FACTOR_ENROLMENT_REQUIRED.exception())
                : Mono.just(SecurityRuleResult.UNKNOWN);
    }

    private boolean isMissing(@Nullable Authentication authentication) {
        return authentication != null && Person.find(authentication).filter(factors::isMissing).isPresent();
    }

    private boolean isOpen(HttpRequest<?> request) {
        return routes.annotationsOf(request)
                .stream()
                .anyMatch(
                        route -> route.hasAnnotation(OpenWithoutSecondFactor.class)
                                || route.hasAnnotation(OpenWithFirstPassword.class));
    }

    /// After [PasswordChangeRule].
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }
}
