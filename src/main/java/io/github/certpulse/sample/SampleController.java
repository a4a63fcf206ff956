package io.github.certpulse.sample;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.CampaignView;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;

@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.OFFICE)
@Tag(name = "Campaigns")
class SampleController {
    private static final Words VALID_NAMES = new Words(
            "须为 hubei、anhui、hubei-empty 或 anhui-empty",
            "must be hubei, anhui, hubei-empty or anhui-empty");
    private final Samples samples;
    private final Clock clock;

    SampleController(Samples samples, Clock clock) {
        this.samples = samples;
        this.clock = clock;
    }

    /// @param name `hubei` or `anhui` with invented answers, `hubei-empty` or `anhui-empty` without
    @Serdeable
    record SampleRequest(@Nullable String name) {}

    @Post("/samples")
    @Status(HttpStatus.CREATED)
    @Operation(
            summary = "Load a sample campaign with schools from a public roster: "
                    + "hubei or anhui with invented answers, which takes some seconds, "
                    + "hubei-empty or anhui-empty without")
    @ApiResponse(responseCode = "201", description = "The new campaign")
    @ApiResponse(
            responseCode = "409",
            description = "`sample-present`: remove the province's sample that is there first")
    @ApiResponse(responseCode = "422", description = "`parameter-invalid`: no sample is called so")
    CampaignView load(@Body SampleRequest request) {
        return samples.load(request.name() == null ? "" : request.name())
                .map(campaign -> CampaignView.from(campaign, clock.instant()))
                .orElseThrow(
                        () -> Problem.PARAMETER_INVALID.with(List.of(new Violation("name", "invalid", VALID_NAMES))));
    }
}
