package io.github.certpulse.access.account;

import io.github.certpulse.platform.problem.Problem;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import java.util.Set;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Whoever still has a first password can do one thing: change it.
@Singleton
class PasswordChangeRule implements SecurityRule<HttpRequest<?>> {
    /// Where it is changed, by the interface and on a page, and the ways to and from that page.
    private static final Set<String> OPEN = Set.of("/api/v1/sessions/password", "/password", "/", "/sign-out");

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request,
            @Nullable Authentication authentication) {
        var barred = authentication != null && Person.mustChangePassword(authentication)
                && (request == null || !OPEN.contains(request.getPath()));
        return barred ? Mono.error(Problem.PASSWORD_CHANGE_REQUIRED.exception())
                : Mono.just(SecurityRuleResult.UNKNOWN);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
