package io.github.certpulse.console.signin;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.github.certpulse.survey.entry.PublicUrl;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;

/// Chooses the language of pages; a person need not be signed in.
@Controller(Addresses.LANGUAGE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@WithoutSession
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class LanguagePages {
    private static final Duration LIFE = Duration.ofDays(365);
    private final PublicUrl publicUrl;

    LanguagePages(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /// Remembers the language that a person chose.
    @Get("/{language:zh|en}")
    HttpResponse<String> language(
            Visit visit,
            String language,
            @QueryValue(defaultValue = Addresses.START) String back) {
        return Views.go(visit, Addresses.orStart(back))
                .cookie(
                        Cookie.of(ProblemHandler.LANGUAGE_COOKIE, language)
                                .httpOnly(true)
                                .secure(publicUrl.isHttps())
                                .sameSite(SameSite.Lax)
                                .path("/")
                                .maxAge(LIFE));
    }
}
