package io.github.certpulse.numbers.setaside;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;

/// Sets responses aside, with a preview, and takes them back.
@Controller("/api/v1/campaigns/{id}/set-aside")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Rights.OFFICE)
@Tag(name = "Results")
class SetAsideController {
    private static final FieldRule DRY_RUN = new FieldRule("invalid", "须为 true 或 false", "must be true or false");
    private final Campaigns campaigns;
    private final SetAsides setAsides;

    SetAsideController(Campaigns campaigns, SetAsides setAsides) {
        this.campaigns = campaigns;
        this.setAsides = setAsides;
    }

    /// @param reason    at most 500 characters; only a preview may leave it out
    /// @param filter    either this: what matches now
    /// @param responses or these: names of responses in exported files
    @Serdeable
    record SetAsideBody(String reason, @Nullable SetAsideFilter filter, @Nullable List<String> responses) {}

    /// At least one member; all that are there must hold.
    ///
    /// @param school      an id
    /// @param role        TEACHER or STUDENT
    /// @param certificate a name
    /// @param channel     WECHAT or WEB
    /// @param from        received at this time or later
    /// @param to          received before this time
    /// @param flag        its code, such as too-fast
    @Serdeable
    record SetAsideFilter(
            @Nullable String school,
            @Nullable String role,
            @Nullable String certificate,
            @Nullable String channel,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Nullable String flag) {}

    /// @param responses how many were set aside, those included that were set aside before
    @Serdeable
    record SetAsideReply(String id, int responses) {}

    /// @param filter   absent where responses were named one by one
    /// @param undoneBy absent while it holds
    @Serdeable
    record SetAsideEntry(
            String id,
            String reason,
            int responses,
            @Nullable JsonNode filter,
            String setBy,
            OffsetDateTime setAt,
            @Nullable String undoneBy,
            @Nullable OffsetDateTime undoneAt) {}

    @Get
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Operation(summary = "What was set aside, why and by whom, newest first, with what was taken back")
    List<SetAsideEntry> all(String id) {
        return setAsides.ofCampaign(campaigns.findOr404(id)).stream().map(SetAsideController::entry).toList();
    }

    @Post
    @Operation(
            summary = "Leave responses out of results, exports, quotas and progress; nothing is deleted",
            description = "Catches what matches now, not what comes in later. With dryRun=true nothing is done, "
                    + "and the answer is a preview. A response counts again when no set-aside holds it any more. "
                    + "It still keeps its respondent from answering again and its place below a cap.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = SetAsideBody.class))))
    @ApiResponse(
            responseCode = "200",
            description = "Set aside, or with dryRun=true what it would change",
            content = @Content(
                    mediaType = "application/json",
                    schema = @Schema(oneOf = {SetAsideReply.class, SetAsidePreview.class})))
    @ApiResponse(responseCode = "400", description = "`malformed`, `parameter-malformed`")
    @ApiResponse(
            responseCode = "422",
            description = "`set-aside-invalid` with `violations`; `nothing-to-set-aside`: nothing matches")
    HttpResponse<?> setAside(
            Authentication authentication,
            String id,
            @Parameter(description = "true: only a preview") @Nullable @QueryValue String dryRun,
            @Body byte[] body) {
        var campaign = campaigns.findOr404(id);
        var form = read(body);
        if (isDryRun(dryRun)) {
            return HttpResponse.ok(setAsides.preview(campaign, form));
        }
        var done = setAsides.setAside(campaign, form, authentication.getName());
        return HttpResponse.ok(new SetAsideReply(Ids.text(done.id()), done.responses()));
    }

    @Delete("/{setAsideId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take back what was set aside; what another set-aside holds stays set aside")
    @ApiResponse(responseCode = "204", description = "Taken back")
    @ApiResponse(responseCode = "404", description = "`not-found`: not in this campaign, or taken back before")
    void undo(Authentication authentication, String id, String setAsideId) {
        setAsides.undo(campaigns.findOr404(id), setAsideId, authentication.getName());
    }

    private static boolean isDryRun(@Nullable String dryRun) {
        return switch (dryRun) {
            case null -> false;
            case "", "false" -> false;
            case "true" -> true;
            default -> throw Problem.PARAMETER_MALFORMED.with(List.of(DRY_RUN.at("dryRun")));
        };
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

    private static SetAsideEntry entry(SetAside each) {
        return new SetAsideEntry(
                Ids.text(each.id()),
                each.reason(),
                each.responses(),
                each.filter().orElse(null),
                each.setBy(),
                Time.shown(each.setAt()),
                each.undoneBy(),
                each.undoneAt() == null ? null : Time.shown(each.undoneAt()));
    }
}
