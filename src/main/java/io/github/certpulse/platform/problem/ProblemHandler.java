package io.github.certpulse.platform.problem;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns every error into a problem document (RFC 9457) in the reader's language. An unexpected exception is logged and
/// answered as [Problem#INTERNAL], so clients learn nothing about the code.
@Singleton
public class ProblemHandler
        implements ExceptionHandler<Exception, HttpResponse<?>>, ErrorResponseProcessor<Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    /// Holds the language that a person chose: `zh` or `en`.
    public static final String LANGUAGE_COOKIE = "certpulse_language";
    /// The request's attribute for the [ProblemException] that ended it.
    private static final String PROBLEM_ATTRIBUTE = "certpulse.problem";
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final String MEDIA_TYPE = "application/problem+json";

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, Exception exception) {
        var problem = toProblem(request, exception);
        return document(request, problem, HttpResponse.status(HttpStatus.valueOf(problem.problem().status())));
    }

    /// The problem that an exception is answered with. What is not the client's affair is logged.
    public ProblemException toProblem(HttpRequest<?> request, Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
            var fault = DatabaseFault.findIn(cause);
            if (fault.isPresent()) {
                LOG.warn("The database is unavailable ({}): {}", fault.get().reason(), cause.getMessage());
                return unavailable();
            }
        }
        if (FormFault.isIn(exception)) {
            return FormFault.malformed(request);
        }
        LOG.error("Unexpected exception at {} {}", request.getMethod(), request.getPath(), exception);
        return Problem.INTERNAL.exception();
    }

    /// Errors of the framework itself: an unknown route, a wrong method or content type, a body that cannot be read.
    @Override
    public MutableHttpResponse<Map<String, Object>> processResponse(
            ErrorContext context,
            MutableHttpResponse<?> response) {
        var problem = problemFor(response.status());
        var exception =
                problem == Problem.MALFORMED ? FormFault.malformed(context.getRequest()) : problem.exception();
        return document(context.getRequest(), exception, response);
    }

    /// Distinguishes requests without a sign-in (401) from requests without the right (403).
    @Singleton
    @Replaces(DefaultAuthorizationExceptionHandler.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class Unauthorized implements ExceptionHandler<AuthorizationException, HttpResponse<?>> {
        private final ProblemHandler problems;

        Unauthorized(ProblemHandler problems) {
            this.problems = problems;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, AuthorizationException exception) {
            return problems
                    .handle(request, (exception.isForbidden() ? Problem.FORBIDDEN : Problem.UNAUTHORIZED).exception());
        }
    }

    /// The problem that ended a request, if there was one.
    public static Optional<ProblemException> problemOf(HttpRequest<?> request) {
        return request.getAttribute(PROBLEM_ATTRIBUTE, ProblemException.class);
    }

    /// The language of a request: the one that a person chose on a page; otherwise English where `Accept-Language`
    /// prefers it to Chinese, and Chinese in all other cases.
    public static Locale language(HttpRequest<?> request) {
        var chosen = request.getCookies().findCookie(LANGUAGE_COOKIE).map(Cookie::getValue).orElse("");
        if (Set.of("zh", "en").contains(chosen)) {
            return Locale.of(chosen);
        }
        try {
            var ranges =
                    Locale.LanguageRange.parse(request.getHeaders().get("Accept-Language", String.class).orElse("zh"));
            var best = Locale.lookup(ranges, List.of(Locale.CHINESE, Locale.ENGLISH));
            return best == null ? Locale.CHINESE : best;
        } catch (IllegalArgumentException unreadable) {
            return Locale.CHINESE;
        }
    }

    private static MutableHttpResponse<Map<String, Object>> document(
            HttpRequest<?> request,
            ProblemException exception,
            MutableHttpResponse<?> response) {
        var language = language(request);
        request.setAttribute(PROBLEM_ATTRIBUTE, exception);
        exception.retryAfterSeconds().ifPresent(seconds -> response.header("Retry-After", seconds.toString()));
        return response.status(exception.problem().status())
                .contentType(MEDIA_TYPE)
                .header("Content-Language", language.toLanguageTag())
                .body(ProblemDocument.of(exception, language));
    }

    private static Problem problemFor(HttpStatus status) {
        return switch (status.getCode()) {
            case 401 -> Problem.UNAUTHORIZED;
            case 403 -> Problem.FORBIDDEN;
            case 404 -> Problem.NOT_FOUND;
            case 405 -> Problem.METHOD_NOT_ALLOWED;
            case 406 -> Problem.NOT_ACCEPTABLE;
            case 413 -> Problem.TOO_LARGE;
            case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> Problem.TOO_MANY_REQUESTS;
            default -> status.getCode() < 500 ? Problem.MALFORMED : Problem.INTERNAL;
        };
    }

    /// The problem of a request that the database cannot serve now.
    public static ProblemException unavailable() {
        return Problem.DATABASE_UNAVAILABLE.retryAfter(RETRY);
    }
}
