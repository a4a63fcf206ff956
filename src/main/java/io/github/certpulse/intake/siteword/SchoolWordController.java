package io.github.certpulse.intake.siteword;

import io.github.certpulse.access.account.Clerks;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;

/// The own school's words, for its clerk to tell.
@Controller("/api/v1/school/site-words")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.SCHOOL)
@Tag(name = "School")
class SchoolWordController {
    private final SiteWords words;
    private final Clerks clerks;
    private final Clock clock;

    SchoolWordController(SiteWords words, Clerks clerks, Clock clock) {
        this.words = words;
        this.clerks = clerks;
        this.clock = clock;
    }

    @Get
    @Operation(summary = "The own school's site words of today; no items where none is asked")
    HttpResponse<WordsView> words(Authentication authentication) {
        return HttpResponse.ok(view(authentication)).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Post("/{role}")
    @Consumes(MediaType.ALL)
    @Operation(summary = "Change the site word of teachers or students at once; nothing brings the old one back")
    @ApiResponse(responseCode = "200", description = "The words as they are now")
    @ApiResponse(responseCode = "404", description = "`not-found`: no such role, or no word is asked of it")
    HttpResponse<WordsView> change(Authentication authentication, String role) {
        var own = clerks.ownSchool(authentication);
        var parsed = Role.parseInAddress(role)
                .filter(each -> words.isAsked(own.campaign(), own.school(), each))
                .orElseThrow(Problem.NOT_FOUND::exception);
        words.change(own.school(), parsed);
        return words(authentication);
    }

    private WordsView view(Authentication authentication) {
        var own = clerks.ownSchool(authentication);
        var now = clock.instant();
        return WordsView.from(words.today(own.campaign(), own.school(), now), now);
    }
}
