package io.github.certpulse.output.poster;

import io.github.certpulse.access.account.Clerks;
import io.github.certpulse.files.name.FileName;
import io.github.certpulse.output.export.CampaignFile;
import io.github.certpulse.output.export.Download.Tracking;
import io.github.certpulse.output.export.Download;
import io.github.certpulse.output.export.Downloads;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Codes")
class PosterController {
    private static final String PDF = MediaType.APPLICATION_PDF;
    private final Posters posters;
    private final PosterPdf pdf;
    private final Campaigns campaigns;
    private final SchoolRepository schools;
    private final Clerks clerks;
    private final Downloads downloads;
    private final Clock clock;

    PosterController(
            Posters posters,
            PosterPdf pdf,
            Campaigns campaigns,
            SchoolRepository schools,
            Clerks clerks,
            Downloads downloads,
            Clock clock) {
        this.posters = posters;
        this.pdf = pdf;
        this.campaigns = campaigns;
        this.schools = schools;
        this.clerks = clerks;
        this.downloads = downloads;
        this.clock = clock;
    }

    @Get("/school/poster.pdf")
    @Produces(MediaType.ALL)
    @Secured(Rights.SCHOOL)
    @Operation(summary = "The own school's poster: both codes on one page of A4")
    @ApiResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary")))
    HttpResponse<byte[]> own(Authentication authentication) throws IOException {
        var own = clerks.ownSchool(authentication);
        return page(own.campaign(), own.school());
    }

    @Get("/campaigns/{id}/schools/{schoolId}/poster.pdf")
    @Produces(MediaType.ALL)
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Operation(summary = "A school's poster: both codes on one page of A4")
    @ApiResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary")))
    HttpResponse<byte[]> ofSchool(String id, String schoolId) throws IOException {
        var campaign = campaigns.findOr404(id);
        return page(campaign, schools.findOr404(campaign, schoolId));
    }

    @Get("/campaigns/{id}/posters.pdf")
    @Produces(MediaType.ALL)
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Operation(
            summary = "The posters of all schools, a page each, in roster order; "
                    + "with ?download=<name> its progress is at transfers/<name>")
    @ApiResponse(
            responseCode = "200",
            description = "The file, chunked; without a last chunk where it broke off",
            content = @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary")))
    HttpResponse<Download> ofAll(String id, @Nullable @QueryValue String download) {
        var campaign = campaigns.findOr404(id);
        var number = posters.number(campaign);
        if (number == 0) {
            throw Problem.NOT_FOUND.because("还没有导入学校名单", "No roster was imported yet");
        }
        posters.checkPrintable(campaign);
        return downloads.send(
                CampaignFile.POSTERS.download(
                        campaign,
                        clock.instant(),
                        Tracking.from(campaign, download, () -> (long) number),
                        (out, transfer) -> pdf.write(posters.ofAll(campaign).iterator(), out, transfer::count)),
                CampaignFile.POSTERS.event(campaign, Map.of()));
    }

    private HttpResponse<byte[]> page(Campaign campaign, School school) throws IOException {
        posters.checkPrintable(campaign);
        var bytes = new ByteArrayOutputStream();
        pdf.write(List.of(posters.of(campaign, school)).iterator(), bytes, () -> {});
        return HttpResponse.ok(bytes.toByteArray())
                .contentType(PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        new FileName("poster.pdf", "海报-" + school.name() + ".pdf").inline());
    }
}
