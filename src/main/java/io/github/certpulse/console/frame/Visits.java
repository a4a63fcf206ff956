package io.github.certpulse.console.frame;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// Passes the [Visit] of a request to the routes of pages.
@Singleton
class Visits implements TypedRequestArgumentBinder<Visit> {
    private final CsrfToken csrf;
    private final Clock clock;

    Visits(CsrfToken csrf, Clock clock) {
        this.csrf = csrf;
        this.clock = clock;
    }

    @Override
    public Argument<Visit> argumentType() {
        return Argument.of(Visit.class);
    }

    @Override
    public BindingResult<Visit> bind(ArgumentConversionContext<Visit> context, HttpRequest<?> request) {
        return () -> Optional.of(from(request));
    }

    Visit from(HttpRequest<?> request) {
        var person = request.getUserPrincipal(Authentication.class).flatMap(Person::find);
        var uri = request.getUri();
        return new Visit(
                ProblemHandler.language(request),
                person,
                person.flatMap(_ -> SessionCookie.read(request)).map(csrf::derive).orElse(""),
                uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
                request.getHeaders().contains("HX-Request"),
                clock.instant());
    }
}
