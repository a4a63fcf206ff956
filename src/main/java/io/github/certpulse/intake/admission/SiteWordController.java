package io.github.certpulse.intake.admission;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.intake.admission.SiteWordForm.RuleResult;
import io.github.certpulse.intake.admission.SiteWordOverview.SchoolLine;
import io.github.certpulse.intake.siteword.SiteWordRule.Asked;
import io.github.certpulse.intake.siteword.WordsView;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Of whom the office asks the site word.
@Controller("/api/v1/campaigns/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Campaigns")
class SiteWordController {
    private final Campaigns campaigns;
    private final SiteWordOverview overview;

    SiteWordController(Campaigns campaigns, SiteWordOverview overview) {
        this.campaigns = campaigns;
        this.overview = overview;
    }

    /// @param schools            ids of the schools where the word is asked; null: all
    /// @param newBrowsersPerHour at least so many at every school; null: as the roster says
    @Serdeable
    record RuleView(
            Asked teacher,
            Asked student,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Set<String> schools,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer newBrowsersPerHour) {}

    @Serdeable
    record RuleAndSchools(
            Asked teacher,
            Asked student,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Set<String> schools,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer newBrowsersPerHour,
            List<SchoolView> items) {}

    /// @param newBrowsersPerHour how many new browsers the school may have in an hour
    /// @param refusedAt          when new browsers were last refused there, within the last 24 hours
    @Serdeable
    record SchoolView(
            String id,
            String name,
            Asked teacher,
            Asked student,
            int newBrowsersPerHour,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable OffsetDateTime refusedAt) {}

    @Get("/site-words")
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Operation(summary = "Of whom the site word is asked, by school; the words themselves are not told here")
    RuleAndSchools rule(String id) {
        var campaign = campaigns.findOr404(id);
        var rule = overview.rule(campaign);
        return new RuleAndSchools(
                rule.asked().teacher(),
                rule.asked().student(),
                rule.allSchools() ? null : rule.schools().stream().map(Ids::text).collect(Collectors.toSet()),
                rule.newBrowsersPerHour().isPresent() ? rule.newBrowsersPerHour().getAsInt() : null,
                overview.lines(campaign).stream().map(SiteWordController::view).toList());
    }

    @Put("/site-words")
    @Secured(Rights.OFFICE)
    @Operation(
            summary = "Change of whom the site word is asked; "
                    + "what is left out is OFF, all schools, the roster's number",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = RuleView.class))))
    @ApiResponse(responseCode = "200", description = "In force at once")
    @ApiResponse(responseCode = "422", description = "`site-words-invalid` with `violations`")
    RuleAndSchools change(String id, @Body byte[] body) {
        return switch (overview.save(campaigns.findOr404(id), read(body))) {
            case RuleResult.Valid _ -> rule(id);
            case RuleResult.Invalid(var violations) -> throw Problem.SITE_WORDS_INVALID.with(violations);
        };
    }

    @Get("/schools/{schoolId}/site-words")
    @Secured(Rights.OFFICE)
    @Operation(summary = "A school's site words of today; every look is recorded in the audit trail")
    HttpResponse<WordsView> words(String id, String schoolId) {
        return view(overview.look(campaigns.findOr404(id), schoolId));
    }

    @Post("/schools/{schoolId}/site-words/{role}")
    @Secured(Rights.OFFICE)
    @Consumes(MediaType.ALL)
    @Operation(summary = "Change a school's site word at once; nothing brings the old one back")
    @ApiResponse(responseCode = "200", description = "The words as they are now")
    @ApiResponse(responseCode = "404", description = "`not-found`: no such school or role, or no word is asked of it")
    HttpResponse<WordsView> changeWord(String id, String schoolId, String role) {
        var parsed = Role.parseInAddress(role).orElseThrow(Problem.NOT_FOUND::exception);
        overview.change(campaigns.findOr404(id), schoolId, parsed);
        return view(overview.look(campaigns.findOr404(id), schoolId));
    }

    private static HttpResponse<WordsView> view(SiteWordOverview.SchoolWords looked) {
        return HttpResponse.ok(WordsView.from(looked.words(), looked.asOf()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static SchoolView view(SchoolLine line) {
        return new SchoolView(
                Ids.text(line.school().id()),
                line.school().name(),
                line.asked().teacher(),
                line.asked().student(),
                line.newBrowsersPerHour(),
                line.refusedAt().map(Time::shown).orElse(null));
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
