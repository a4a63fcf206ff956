package io.github.certpulse.console.office.roster;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.files.name.FileName;
import io.github.certpulse.platform.body.Uploads;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.roster.RosterReader;
import io.github.certpulse.survey.roster.RosterReading.Inspection;
import io.github.certpulse.survey.roster.RosterReading.Invalid;
import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.survey.roster.RosterRow;
import io.github.certpulse.survey.roster.RosterViolation;
import io.github.certpulse.survey.rosterimport.RosterImport;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Previews and imports the roster of a campaign.
@Controller(Addresses.CAMPAIGN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.OFFICE)
@Hidden
class RosterPages {
    private final Campaigns campaigns;
    private final SchoolRepository schools;
    private final Uploads uploads;
    private final RosterReader reader;
    private final RosterImport rosters;
    private final Views views;

    RosterPages(
            Campaigns campaigns,
            SchoolRepository schools,
            Uploads uploads,
            RosterReader reader,
            RosterImport rosters,
            Views views) {
        this.campaigns = campaigns;
        this.schools = schools;
        this.uploads = uploads;
        this.reader = reader;
        this.rosters = rosters;
        this.views = views;
    }

    @Get("/roster")
    HttpResponse<String> roster(Visit visit, String id) {
        return views.show(visit, "console/office/roster/roster", rosterPage(campaigns.findOr404(id)));
    }

    /// Imports the roster; a dry run only shows what would change. A roster with violations is not imported.
    ///
    /// @param seen the campaign's revision at the preview; where it has changed since, a new preview is shown instead
    @Post("/roster")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<String> upload(
            Visit visit,
            String id,
            @Part("file") CompletedFileUpload file,
            @QueryValue(defaultValue = "false") boolean dry,
            @Nullable @QueryValue Integer seen) throws IOException {
        var campaign = campaigns.findOr404(id);
        var inspection = uploads.read(file, reader::inspect);
        return switch (inspection.reading()) {
            case Readable(var rows) when dry ->
                    views.show(visit, "console/office/roster/preview", preview(campaign, inspection, rows));
            case Readable(var rows) -> {
                if (seen == null) {
                    rosters.run(campaign, rows);
                } else if (rosters.run(campaign, rows, seen).isEmpty()) {
                    yield views.show(
                            visit,
                            "console/office/roster/preview-again",
                            preview(campaigns.findOr404(id), inspection, rows),
                            HttpStatus.UNPROCESSABLE_ENTITY);
                }
                yield Views.go(visit, Addresses.campaign(campaign, "kit"));
            }
            case Invalid(var violations) -> {
                var page = withViolations(campaign, inspection, violations);
                yield views.show(visit, "console/office/roster/preview", page, HttpStatus.UNPROCESSABLE_ENTITY);
            }
        };
    }

    @Get("/roster/template.{format}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> template(String id, String format) {
        campaigns.findOr404(id);
        return switch (format) {
            case "csv" -> file(RosterTemplate.csv(), CsvFile.MEDIA_TYPE, "roster.csv");
            case "xlsx" -> file(RosterTemplate.xlsx(), MediaType.MICROSOFT_EXCEL_OPEN_XML, "roster.xlsx");
            default -> throw Problem.NOT_FOUND.exception();
        };
    }

    private RosterPage rosterPage(Campaign campaign) {
        return new RosterPage(campaign, schools.countOfCampaign(campaign.id()));
    }

    private static RosterPreview withViolations(
            Campaign campaign,
            Inspection inspection,
            List<RosterViolation> violations) {
        return new RosterPreview(
                campaign,
                inspection.rows(),
                inspection.rawRows(),
                violations,
                Optional.empty(),
                0,
                inspection.warnings());
    }

    private RosterPreview preview(Campaign campaign, Inspection inspection, List<RosterRow> rows) {
        var plan = rosters.plan(campaign, rows);
        var students = rows.stream().mapToLong(RosterRow::registeredStudents).sum();
        return new RosterPreview(
                campaign,
                inspection.rows(),
                inspection.rawRows(),
                List.of(),
                Optional.of(plan),
                students,
                Stream.concat(inspection.warnings().stream(), plan.warnings().stream()).toList());
    }

    private static HttpResponse<byte[]> file(byte[] content, String type, String name) {
        return HttpResponse.ok(content)
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.plain(name).attachment());
    }
}
