package io.github.certpulse.numbers.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.numbers.progress.SchoolSurvey.Declaration;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.redis.RateLimits;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.completion.Completion;
import io.github.certpulse.survey.completion.Completions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.Map;

/// Accepts a school's declaration that its survey is complete, confirms it to anybody who has its receipt, and lets the
/// office withdraw it.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "School")
class CompletionController {
    private final SchoolSurvey survey;
    private final Completions completions;
    private final Campaigns campaigns;
    private final SchoolRepository schools;
    private final RateLimits limits;
    private final HttpClientAddressResolver addresses;

    CompletionController(
            SchoolSurvey survey,
            Completions completions,
            Campaigns campaigns,
            SchoolRepository schools,
            RateLimits limits,
            HttpClientAddressResolver addresses) {
        this.survey = survey;
        this.completions = completions;
        this.campaigns = campaigns;
        this.schools = schools;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Serdeable
    record CompletionView(OffsetDateTime completedAt, String receipt) {}

    /// The same as on the printed page, and nothing more: no numbers, no ids, no names of persons.
    ///
    /// @param sample of a sample campaign, to be shown as 样例
    @Serdeable
    record Confirmation(
            String receipt,
            OffsetDateTime completedAt,
            ConfirmedSchool school,
            ConfirmedCampaign campaign,
            boolean sample) {}

    @Serdeable
    record ConfirmedSchool(String name, String level, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String city) {}

    @Serdeable
    record ConfirmedCampaign(String title, String province) {}

    @Post("/school/completion")
    @Secured(Rights.SCHOOL)
    @Operation(summary = "Declare the own school's survey complete")
    @ApiResponse(responseCode = "201", description = "Declared")
    @ApiResponse(responseCode = "200", description = "Declared before")
    @ApiResponse(responseCode = "409", description = "`quota-unmet` with `shortages`")
    HttpResponse<CompletionView> complete(Authentication authentication) {
        return switch (survey.declare(Person.from(authentication).ownSchool())) {
            case Declaration.Declared(var completion, var first) ->
                    first ? HttpResponse.created(view(completion)) : HttpResponse.ok(view(completion));
            case Declaration.Incomplete(var shortages) ->
                    throw Problem.QUOTA_UNMET.with(Map.of("shortages", shortages));
        };
    }

    @Get("/completions/{receipt}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(summary = "What a receipt of a completed survey stands for: which school, which campaign, when")
    @ApiResponse(responseCode = "200", description = "The school declared its survey complete")
    @ApiResponse(responseCode = "404", description = "`not-found`: no such receipt, or the declaration was withdrawn")
    @ApiResponse(responseCode = "429", description = "`too-many-requests` with `Retry-After`")
    HttpResponse<Confirmation> confirm(HttpRequest<?> request, String receipt) {
        limits.refused(Limit.CONFIRMATION, addresses.resolve(request)).ifPresent(wait -> {
            throw Problem.TOO_MANY_REQUESTS.retryAfter(wait);
        });
        var confirmed = completions.findByReceipt(receipt).orElseThrow(Problem.NOT_FOUND::exception);
        var school = confirmed.school();
        var campaign = confirmed.campaign();
        return HttpResponse
                .ok(
                        new Confirmation(
                                confirmed.completion().receipt(),
                                Time.shown(confirmed.completion().completedAt()),
                                new ConfirmedSchool(school.name(), school.level(), school.city()),
                                new ConfirmedCampaign(campaign.title(), campaign.province()),
                                campaign.sample()));
    }

    @Delete("/campaigns/{id}/schools/{schoolId}/completion")
    @Secured(Rights.OFFICE)
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Take back a school's declaration, so that it can declare anew; "
                    + "its receipt confirms nothing from then on")
    @ApiResponse(responseCode = "204", description = "Taken back")
    @ApiResponse(
            responseCode = "404",
            description = "`not-found`: no such school in this campaign, or it has declared nothing")
    void withdraw(String id, String schoolId) {
        if (!completions.withdraw(schools.findOr404(campaigns.findOr404(id), schoolId))) {
            throw Problem.NOT_FOUND.exception();
        }
    }

    private static CompletionView view(Completion completion) {
        return new CompletionView(Time.shown(completion.completedAt()), completion.receipt());
    }
}
