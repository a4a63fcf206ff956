package io.github.certpulse.output.export;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.result.FilterQuery;
import io.github.certpulse.output.export.Download.Source;
import io.github.certpulse.output.export.Download.Tracking;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiFunction;

/// Downloads with a row for each response. Each is recorded in the audit trail before its first byte is sent.
@Controller("/api/v1/campaigns/{id}/exports")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Tag(name = "Exports")
class ResponseExportController {
    private static final String FILE = "The file, chunked; without a last chunk where it broke off";
    private static final String ROWS = "Filters: city, level, route, school (id), certificate (name), "
            + "quality (all or unflagged), channel, from and to. "
            + "Variables as in the codebook; 98 not asked, 99 not answered.";
    private static final String SET_ASIDE =
            "include: with what is set aside, which the column set_aside marks; without it such responses are left out";
    private static final String INCLUDE = "include";
    private static final FieldRule SET_ASIDE_RULE = new FieldRule("invalid", "须为 include", "must be include");
    private final Campaigns campaigns;
    private final ResponseFiles files;
    private final Downloads downloads;
    private final Clock clock;

    ResponseExportController(Campaigns campaigns, ResponseFiles files, Downloads downloads, Clock clock) {
        this.campaigns = campaigns;
        this.files = files;
        this.downloads = downloads;
        this.clock = clock;
    }

    @Get("/responses.csv")
    @Produces(MediaType.ALL)
    @Operation(
            summary = "A row per response, as CSV; without a role the responses to both questionnaires",
            description = ROWS)
    @ApiResponse(
            responseCode = "200",
            description = FILE,
            content = @Content(mediaType = MediaType.TEXT_CSV, schema = @Schema(type = "string", format = "binary")))
    HttpResponse<Download> csv(
            String id,
            @RequestBean FilterQuery query,
            @Parameter(description = SET_ASIDE) @Nullable @QueryValue String setAside,
            @Nullable @QueryValue String download) {
        return responses(CampaignFile.RESPONSES_CSV, id, query, setAside, download, files::csv);
    }

    @Get("/responses.xlsx")
    @Produces(MediaType.ALL)
    @Operation(
            summary = "A row per response, as a workbook; without a role the responses to both questionnaires",
            description = ROWS)
    @ApiResponse(
            responseCode = "200",
            description = FILE,
            content = @Content(
                    mediaType = MediaType.MICROSOFT_EXCEL_OPEN_XML,
                    schema = @Schema(type = "string", format = "binary")))
    HttpResponse<Download> xlsx(
            String id,
            @RequestBean FilterQuery query,
            @Parameter(description = SET_ASIDE) @Nullable @QueryValue String setAside,
            @Nullable @QueryValue String download) {
        return responses(CampaignFile.RESPONSES_XLSX, id, query, setAside, download, files::xlsx);
    }

    @Get("/responses-spss.zip")
    @Produces(MediaType.ALL)
    @Operation(
            summary = "A row per response, in numbers, with syntax for SPSS, a script for R and a "
                    + "codebook for each questionnaire",
            description = ROWS)
    @ApiResponse(
            responseCode = "200",
            description = FILE,
            content = @Content(
                    mediaType = MediaType.APPLICATION_ZIP,
                    schema = @Schema(type = "string", format = "binary")))
    HttpResponse<Download> statistics(
            String id,
            @RequestBean FilterQuery query,
            @Parameter(description = SET_ASIDE) @Nullable @QueryValue String setAside,
            @Nullable @QueryValue String download) {
        return responses(CampaignFile.RESPONSES_SPSS, id, query, setAside, download, files::statistics);
    }

    private HttpResponse<Download> responses(
            CampaignFile file,
            String id,
            FilterQuery query,
            @Nullable String setAside,
            @Nullable String download,
            BiFunction<Campaign, List<Filter>, Source> source) {
        var campaign = campaigns.findOr404(id);
        var included = isIncluded(setAside);
        var filters = query.filters().stream().map(filter -> filter.withSetAside(included)).toList();
        var facts = new LinkedHashMap<>(query.parameters());
        if (included) {
            facts.put("setAside", INCLUDE);
        }
        var tracking = Tracking.from(campaign, download, () -> files.count(campaign, filters));
        var label = CampaignFile.label(filters.getFirst());
        return downloads.send(
                file.download(campaign, label, clock.instant(), tracking, source.apply(campaign, filters)),
                file.event(campaign, facts));
    }

    private static boolean isIncluded(@Nullable String setAside) {
        if (setAside != null && !setAside.isBlank() && !setAside.equals(INCLUDE)) {
            throw Problem.PARAMETER_MALFORMED.with(List.of(SET_ASIDE_RULE.at("setAside")));
        }
        return INCLUDE.equals(setAside);
    }
}
