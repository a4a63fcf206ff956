package io.github.certpulse.numbers.feedback;

import io.github.certpulse.access.account.Clerks;
import io.github.certpulse.numbers.feedback.SchoolResults.SnapshotResult;
import io.github.certpulse.numbers.result.Distribution.QuestionResult;
import io.github.certpulse.numbers.result.FilterQuery;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

@Controller("/api/v1/school")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.SCHOOL)
@Tag(name = "School")
class SchoolResultController {
    private final Clerks clerks;
    private final SchoolResults results;

    SchoolResultController(Clerks clerks, SchoolResults results) {
        this.clerks = clerks;
        this.results = results;
    }

    /// @param respondents responses counted, those of the latest snapshot
    /// @param asOf        when it was taken
    /// @param nextAt      at how many responses the next one will be taken
    /// @param minCell     smaller counts are null
    @Serdeable
    record SchoolResultsView(
            Role role,
            int respondents,
            OffsetDateTime asOf,
            int nextAt,
            int minCell,
            List<QuestionResult> questions) {}

    @Get("/results")
    @Operation(
            summary = "The distribution of the own school's answers, where the campaign shares it: "
                    + "as of the last step of 10 responses, small counts null")
    @ApiResponse(responseCode = "200", description = "The latest snapshot")
    @ApiResponse(responseCode = "403", description = "`results-not-shared`")
    @ApiResponse(responseCode = "409", description = "`too-few-responses` with `needed` and `received`")
    SchoolResultsView ownResults(Authentication authentication, @Nullable @QueryValue String role) {
        var filterRole = FilterQuery.from(role == null ? Map.of() : Map.of("role", role)).filter().role();
        var own = clerks.ownSchool(authentication);
        return switch (results.latest(own.campaign(), own.school(), filterRole)) {
            case SnapshotResult.Shown(var respondents, var questions, var asOf) ->
                    new SchoolResultsView(
                            filterRole,
                            respondents,
                            Time.shown(asOf),
                            respondents + SchoolResults.MIN_RESPONSES,
                            SchoolResults.MIN_CELL,
                            questions);
            case SnapshotResult.NotShared() -> throw Problem.RESULTS_NOT_SHARED.exception();
            case SnapshotResult.TooFew(var received, var needed) ->
                    throw Problem.TOO_FEW_RESPONSES
                            .with(Map.of("needed", needed, "received", received));
        };
    }
}
