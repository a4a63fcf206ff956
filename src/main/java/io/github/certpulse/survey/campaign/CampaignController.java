package io.github.certpulse.survey.campaign;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Problem;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

@Controller("/api/v1/campaigns")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Campaigns")
class CampaignController {
    private final Campaigns campaigns;
    private final Clock clock;

    CampaignController(Campaigns campaigns, Clock clock) {
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @Get
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Operation(summary = "All campaigns, newest first")
    List<CampaignView> all() {
        return campaigns.all().stream().map(this::view).toList();
    }

    @Post
    @Secured(Rights.OFFICE)
    @Status(HttpStatus.CREATED)
    @Operation(
            summary = "Create a campaign",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = CampaignView.class))))
    CampaignView create(@Body byte[] body) {
        return view(campaigns.create(read(body), false));
    }

    @Get("/{id}")
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Operation(summary = "One campaign; its ETag stands for the settings, see PATCH")
    HttpResponse<CampaignView> one(String id) {
        return withEtag(campaigns.findOr404(id));
    }

    @Patch("/{id}")
    @Secured(Rights.OFFICE)
    @Operation(
            summary = "Change a campaign by a JSON merge patch (RFC 7396)",
            description = "With If-Match, only if the campaign has not changed since that ETag was given, "
                    + "else 412 campaign-changed.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = CampaignView.class))))
    HttpResponse<CampaignView> change(
            String id,
            @Body byte[] body,
            @Nullable @Header(HttpHeaders.IF_MATCH) String etag) {
        return withEtag(
                etag == null || etag.equals("*") ? campaigns.change(id, read(body))
                        : campaigns.change(id, read(body), etag.replace("\"", ""))
                                .orElseThrow(Problem.CAMPAIGN_CHANGED::exception));
    }

    private HttpResponse<CampaignView> withEtag(Campaign campaign) {
        return HttpResponse.ok(view(campaign))
                .header(HttpHeaders.ETAG, "\"%s\"".formatted(Campaigns.settingsHash(campaigns.tree(campaign))));
    }

    private CampaignView view(Campaign campaign) {
        return CampaignView.from(campaign, clock.instant());
    }

    private static JsonNode read(byte[] body) {
        try {
            var form = Json.read(body);
            if (form.isObject()) {
                return form;
            }
        } catch (IOException e) {
            // Reported below: the parser's message does not help a user of the form.
        }
        throw Problem.MALFORMED.because("请求正文须为 JSON 对象", "The body must be a JSON object");
    }
}
