package io.github.certpulse.output.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.progress.CampaignProgress;
import io.github.certpulse.numbers.result.FilterQuery;
import io.github.certpulse.output.export.Download.Source;
import io.github.certpulse.output.export.Download.Tracking;
import io.github.certpulse.output.report.Reports;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
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
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Downloads of progress, results and responses. Each is recorded in the audit trail before its first byte is sent.
@Controller("/api/v1/campaigns/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Tag(name = "Exports")
class ExportController {
    private static final String FILE = "The file, chunked; without a last chunk where it broke off";
    private static final String XLSX = MediaType.MICROSOFT_EXCEL_OPEN_XML;
    private final Campaigns campaigns;
    private final CampaignProgress progress;
    private final Reports reports;
    private final Downloads downloads;
    private final Transfers transfers;
    private final Clock clock;

    ExportController(
            Campaigns campaigns,
            CampaignProgress progress,
            Reports reports,
            Downloads downloads,
            Transfers transfers,
            Clock clock) {
        this.campaigns = campaigns;
        this.progress = progress;
        this.reports = reports;
        this.downloads = downloads;
        this.transfers = transfers;
        this.clock = clock;
    }

    /// @param total null until the rows are counted
    @Serdeable
    record TransferView(
            long rows,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long total,
            Transfer.State state) {}

    @Get("/transfers/{download}")
    @Operation(summary = "How far a download is that was asked for with ?download=…; for ten minutes after its end")
    TransferView transfer(String id, String download) {
        return transfers.find(campaigns.findOr404(id).id(), download)
                .map(
                        found -> new TransferView(
                                found.rows(),
                                found.total().isPresent() ? found.total().getAsLong() : null,
                                found.state()))
                .orElseThrow(Problem.NOT_FOUND::exception);
    }

    @Get("/exports/progress.xlsx")
    @Produces(MediaType.ALL)
    @Operation(
            summary = "How far the quotas are, as a workbook; quality=unflagged counts towards them only what "
                    + "no flag marks as doubtful")
    @ApiResponse(
            responseCode = "200",
            description = FILE,
            content = @Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary")))
    HttpResponse<Download> progress(
            HttpRequest<?> request,
            String id,
            @Nullable @QueryValue String quality,
            @Nullable @QueryValue String download) {
        var campaign = campaigns.findOr404(id);
        var counted = Quality.parse(quality);
        var lines = progress.of(campaign, counted);
        var workbook = new ProgressWorkbook(campaign, lines, clock.instant(), ProblemHandler.language(request));
        return send(
                CampaignFile.PROGRESS,
                "",
                campaign,
                counted == Quality.ALL ? Map.of() : Map.of("quality", quality),
                Tracking.from(campaign, download, () -> (long) lines.size()),
                (out, transfer) -> {
                    workbook.writeTo(out);
                    lines.forEach(_ -> transfer.count());
                });
    }

    @Get("/exports/results.xlsx")
    @Produces(MediaType.ALL)
    @Operation(
            summary = "The results as a workbook for a report: tables, charts, quota completion, open answers; "
                    + "without a role of both questionnaires",
            description = "Filters: city, level, route, school (id), certificate (name), quality (all or unflagged), "
                    + "channel, from and to. The same numbers as /results and /crosstab. With minCell, which hides "
                    + "smaller counts, it has neither quota completion nor open answers. "
                    + "Followed by its open answers.")
    @ApiResponse(
            responseCode = "200",
            description = FILE,
            content = @Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary")))
    HttpResponse<Download> results(
            HttpRequest<?> request,
            String id,
            @RequestBean FilterQuery query,
            @Nullable @QueryValue String download) {
        var campaign = campaigns.findOr404(id);
        var report =
                new Reports.Request(campaign, query.filters(), query.smallestCell(), ProblemHandler.language(request));
        var facts = new LinkedHashMap<>(query.parameters());
        facts.put("minCell", String.valueOf(report.minCell()));
        return send(
                CampaignFile.RESULTS,
                CampaignFile.label(report.filters().getFirst()),
                campaign,
                facts,
                Tracking.from(campaign, download, () -> reports.openAnswers(report)),
                (out, transfer) -> reports.write(report, out, transfer::count));
    }

    private HttpResponse<Download> send(
            CampaignFile file,
            String label,
            Campaign campaign,
            Map<String, String> filters,
            Optional<Tracking> tracking,
            Source source) {
        return downloads.send(
                file.download(campaign, label, clock.instant(), tracking, source),
                file.event(campaign, filters));
    }
}
