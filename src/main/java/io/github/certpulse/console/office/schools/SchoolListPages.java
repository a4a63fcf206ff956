package io.github.certpulse.console.office.schools;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.files.name.FileName;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.survey.campaign.Campaigns;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;

/// The campaign's schools as list and matrix, and the same for spreadsheets.
@Controller(Addresses.CAMPAIGN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Hidden
class SchoolListPages {
    private final Campaigns campaigns;
    private final SchoolData data;
    private final Views views;

    SchoolListPages(Campaigns campaigns, SchoolData data, Views views) {
        this.campaigns = campaigns;
        this.data = data;
        this.views = views;
    }

    @Get("/schools")
    HttpResponse<String> schools(HttpRequest<?> request, Visit visit, String id) {
        return views.show(
                visit,
                visit.fragment() ? "console/office/schools/schools-part" : "console/office/schools/schools",
                page(request, id));
    }

    @Get("/schools.csv")
    @Produces(MediaType.ALL)
    HttpResponse<String> file(HttpRequest<?> request, Visit visit, String id) {
        return HttpResponse.ok(SchoolListFile.csv(visit, page(request, id)))
                .contentType(CsvFile.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.plain("schools.csv").attachment());
    }

    /// The list for the clipboard: a spreadsheet puts each value into a cell of its own.
    @Get("/schools.tsv")
    @Produces(MediaType.ALL)
    HttpResponse<String> clipboard(HttpRequest<?> request, Visit visit, String id) {
        return HttpResponse.ok(SchoolListFile.tabSeparated(visit, page(request, id)))
                .contentType("text/tab-separated-values;charset=UTF-8");
    }

    private SchoolListPage page(HttpRequest<?> request, String id) {
        var campaign = campaigns.findOr404(id);
        return SchoolListPage.from(campaign, SchoolQuery.parse(request.getParameters()), data.rows(campaign));
    }
}
