package io.github.certpulse.numbers.pace;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;

/// A campaign's pace and projection, for the office.
@Controller("/api/v1/campaigns/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Tag(name = "Progress")
class PaceController {
    private final Campaigns campaigns;
    private final Pace pace;
    private final Clock clock;

    PaceController(Campaigns campaigns, Pace pace, Clock clock) {
        this.campaigns = campaigns;
        this.pace = pace;
        this.clock = clock;
    }

    @Get("/pace")
    @Operation(
            summary = "Responses by day since the opening, and where they lead by the deadline: "
                    + "low, middle and high at 80 %, or why that cannot be said yet")
    Outlook pace(HttpRequest<?> request, String id) {
        return pace.outlook(campaigns.findOr404(id), clock.instant(), ProblemHandler.language(request));
    }
}
