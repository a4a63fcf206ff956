package io.github.certpulse.survey.retention;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.json.FieldReader;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.json.JsonType;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;

@Controller("/api/v1/campaigns/{id}/retention")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Tag(name = "Campaigns")
class RetentionController {
    private static final JsonType<LocalDate> DAY = value -> JsonType.text().read(value).flatMap(Retention::day);
    private final Campaigns campaigns;
    private final Retentions retentions;
    private final Destruction destruction;
    private final Clock clock;

    RetentionController(Campaigns campaigns, Retentions retentions, Destruction destruction, Clock clock) {
        this.campaigns = campaigns;
        this.retentions = retentions;
        this.destruction = destruction;
        this.clock = clock;
    }

    /// @param destroyAfter the last day on which contacts are kept and people can be recognised
    /// @param isDefault    whether the day follows from the service's setting
    /// @param daysLeft     0 on that day, negative afterwards
    /// @param contacts     how many were destroyed
    /// @param persons      how many can no longer be recognised
    @Serdeable
    record RetentionView(
            LocalDate destroyAfter,
            boolean isDefault,
            long daysLeft,
            Retention.State state,
            @Nullable OffsetDateTime destroyedAt,
            int contacts,
            int persons) {}

    /// @param contacts  would be deleted
    /// @param persons   could no longer be recognised
    /// @param responses would stay, anonymous
    @Serdeable
    record PreviewView(LocalDate destroyAfter, Retention.State state, int contacts, int persons, int responses) {}

    /// @param destroyAfter null or left out: as the service's setting says
    @Serdeable
    record DayBody(@Nullable LocalDate destroyAfter) {}

    /// @param title the campaign's title, letter by letter
    @Serdeable
    record Confirmation(String title) {}

    @Get
    @Operation(summary = "Until when contacts are kept and people can be recognised, and what was destroyed")
    RetentionView one(String id) {
        return view(retentions.of(campaigns.findOr404(id)));
    }

    @Put
    @Secured(Rights.OFFICE)
    @Operation(
            summary = "Choose the last day on which personal data are kept",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = DayBody.class))))
    @ApiResponse(responseCode = "409", description = "`retention-over`: they are destroyed")
    @ApiResponse(responseCode = "422", description = "`retention-invalid`: not from the last day to 1095 days later")
    RetentionView change(String id, @Body byte[] body) {
        var campaign = campaigns.findOr404(id);
        var fields = new FieldReader(read(body));
        var day = fields.optional(Retentions.DESTROY_AFTER, DAY, FieldRule.DAY);
        if (!fields.violations().isEmpty()) {
            throw Problem.RETENTION_INVALID.with(fields.violations());
        }
        return view(retentions.change(campaign, day.orElse(null)));
    }

    @Get("/preview")
    @Operation(summary = "What a destruction would destroy now, in numbers; changes nothing")
    PreviewView preview(String id) {
        var campaign = campaigns.findOr404(id);
        var now = retentions.of(campaign);
        var preview = retentions.preview(campaign);
        return new PreviewView(
                now.destroyAfter(),
                now.state(),
                preview.contacts(),
                preview.persons(),
                preview.responses());
    }

    @Post("/destruction")
    @Secured(Rights.OFFICE)
    @Operation(
            summary = "Destroy contacts and the link to persons now; answers and results stay",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = Confirmation.class))))
    @ApiResponse(responseCode = "409", description = "`campaign-not-closed`")
    @ApiResponse(responseCode = "422", description = "`title-unconfirmed`: send the campaign's title")
    RetentionView destroy(String id, @Body byte[] body) {
        var campaign = campaigns.findOr404(id);
        var title = JsonType.text().read(Json.at(read(body), "title")).orElse("");
        return view(destruction.runNow(campaign, title));
    }

    private RetentionView view(Retention retention) {
        return new RetentionView(
                retention.destroyAfter(),
                retention.isDefault(),
                retention.daysLeft(clock.instant()),
                retention.state(),
                retention.destroyedAt().map(Time::shown).orElse(null),
                retention.contacts(),
                retention.persons());
    }

    private static JsonNode read(byte[] body) {
        try {
            var form = Json.read(body);
            if (form.isObject()) {
                return form;
            }
        } catch (IOException e) {
            // Reported below.
        }
        throw Problem.MALFORMED.because("请求正文须为 JSON 对象", "The body must be a JSON object");
    }
}
