package io.github.certpulse.intake.siteword;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.redis.RateLimits;
import io.github.certpulse.survey.entry.Entries;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Optional;

/// Tells a respondent before the first question whether the word is right. Handing in checks it again.
@Controller("/api/v1/entries")
@WithoutSession
@Secured(Rights.RESPONDENT)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Respondents")
class WordCheckController {
    private final Entries entries;
    private final SiteWords words;
    private final RateLimits limits;
    private final HttpClientAddressResolver addresses;
    private final Clock clock;

    WordCheckController(
            Entries entries,
            SiteWords words,
            RateLimits limits,
            HttpClientAddressResolver addresses,
            Clock clock) {
        this.entries = entries;
        this.words = words;
        this.limits = limits;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// A word in a request. It is not shown in texts.
    @Serdeable
    record WordCheck(@Nullable String siteWord) {
        @Override
        public String toString() {
            return "WordCheck[hidden]";
        }
    }

    @Post("/{code}/site-word")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "Whether the site word is right; a client asks before the first question")
    @ApiResponse(responseCode = "204", description = "Right, or none is asked of this respondent")
    @ApiResponse(responseCode = "403", description = "`site-word-required`, `site-word-wrong`")
    @ApiResponse(responseCode = "404", description = "`entry-unknown`")
    @ApiResponse(responseCode = "429", description = "`too-many-attempts` with `Retry-After`")
    void check(HttpRequest<?> request, Authentication authentication, String code, @Body WordCheck check) {
        var respondent = Respondent.from(authentication).orElseThrow(Problem.FORBIDDEN::exception);
        var scope = entries.scope(code).orElseThrow(Problem.ENTRY_UNKNOWN::exception);
        var typed = Optional.ofNullable(check.siteWord).flatMap(TypedWord::parse);
        var verdict = words.judge(scope, respondent.channel(), typed, clock.instant());
        limits.refused(WordGuesses.demands(verdict, scope, respondent, addresses.resolve(request)))
                .ifPresent(refusal -> {
                    throw WordGuesses.tooMany(refusal.delay());
                });
        switch (verdict) {
            case NOT_ASKED, RIGHT -> {}
            case MISSING -> throw Problem.SITE_WORD_REQUIRED.exception();
            case WRONG -> throw Problem.SITE_WORD_WRONG.exception();
        }
    }
}
