package io.github.certpulse.survey.removal;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/api/v1/campaigns")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.OFFICE)
@Tag(name = "Campaigns")
class RemovalController {
    private final Campaigns campaigns;
    private final CampaignRemoval removal;

    RemovalController(Campaigns campaigns, CampaignRemoval removal) {
        this.campaigns = campaigns;
        this.removal = removal;
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Remove a sample, a campaign without any answer, or one that is over, with everything in it",
            description = "A campaign that is over and has answers is destroyed with them only if title is exactly "
                    + "its title.")
    @ApiResponse(responseCode = "204", description = "Removed")
    @ApiResponse(responseCode = "404", description = "`not-found`")
    @ApiResponse(
            responseCode = "409",
            description = "`campaign-has-answers`: it is not over, or no title confirms the destruction")
    @ApiResponse(responseCode = "422", description = "`title-unconfirmed`: the title is another one")
    void remove(String id, @Nullable @QueryValue String title) {
        var campaign = campaigns.findOr404(id);
        if (title == null) {
            removal.remove(campaign);
        } else {
            removal.remove(campaign, title);
        }
    }
}
