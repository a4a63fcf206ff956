package io.github.certpulse.intake.response;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.source.Source;
import io.github.certpulse.intake.submission.Attempt.Sender;
import io.github.certpulse.platform.problem.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;

/// Finds out who sends a request, and from where.
@Singleton
class Senders {
    private final HttpClientAddressResolver addresses;

    Senders(HttpClientAddressResolver addresses) {
        this.addresses = addresses;
    }

    /// @throws io.github.certpulse.platform.problem.ProblemException `forbidden` if it is no respondent
    Sender of(HttpRequest<?> request, Authentication authentication) {
        var userAgent = request.getHeaders().findFirst(HttpHeaders.USER_AGENT).orElse("");
        var address = addresses.resolve(request);
        return new Sender(respondent(authentication), address, Source.from(address, userAgent));
    }

    /// @throws io.github.certpulse.platform.problem.ProblemException `forbidden` if it is no respondent
    static Respondent respondent(Authentication authentication) {
        return Respondent.from(authentication).orElseThrow(Problem.FORBIDDEN::exception);
    }
}
