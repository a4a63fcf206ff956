package io.github.certpulse.console.school;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.redis.RateLimits;
import io.github.certpulse.survey.completion.Completions;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/// The page that the code on a receipt opens, for everybody who has the receipt.
@Controller(Addresses.CONFIRMATION)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@WithoutSession
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class ConfirmationPages {
    private final Completions completions;
    private final RateLimits limits;
    private final HttpClientAddressResolver addresses;
    private final Views views;

    ConfirmationPages(Completions completions, RateLimits limits, HttpClientAddressResolver addresses, Views views) {
        this.completions = completions;
        this.limits = limits;
        this.addresses = addresses;
        this.views = views;
    }

    @Get("/{receipt}")
    HttpResponse<String> confirm(HttpRequest<?> request, Visit visit, String receipt) {
        limits.refused(Limit.CONFIRMATION, addresses.resolve(request)).ifPresent(wait -> {
            throw Problem.TOO_MANY_REQUESTS.retryAfter(wait);
        });
        var confirmed = completions.findByReceipt(receipt);
        return views.show(
                visit,
                "console/school/confirmation",
                new ConfirmationPage(confirmed),
                confirmed.isPresent() ? HttpStatus.OK : HttpStatus.NOT_FOUND);
    }
}
