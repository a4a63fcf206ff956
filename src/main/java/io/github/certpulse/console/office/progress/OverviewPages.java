package io.github.certpulse.console.office.progress;

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

/// The province at a glance, and its schools.
@Controller(Addresses.CAMPAIGN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Hidden
class OverviewPages {
    private final Campaigns campaigns;
    private final Cockpit cockpit;
    private final Views views;

    OverviewPages(Campaigns campaigns, Cockpit cockpit, Views views) {
        this.campaigns = campaigns;
        this.cockpit = cockpit;
        this.views = views;
    }

    @Get
    HttpResponse<String> overview(Visit visit, String id) {
        var page = cockpit.overview(campaigns.findOr404(id), visit.now(), visit.language());
        return views.show(
                visit,
                visit.fragment() ? "console/office/progress/overview-parts" : "console/office/progress/overview",
                page);
    }

    @Get("/schools")
    HttpResponse<String> schools(HttpRequest<?> request, Visit visit, String id) {
        return views.show(
                visit,
                visit.fragment() ? "console/office/progress/schools-part" : "console/office/progress/schools",
                page(request, id));
    }

    @Get("/schools.csv")
    @Produces(MediaType.ALL)
    HttpResponse<String> file(HttpRequest<?> request, Visit visit, String id) {
        return HttpResponse.ok(SchoolsFile.csv(visit, page(request, id)))
                .contentType(CsvFile.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.plain("schools.csv").attachment());
    }

    /// For the clipboard: pasted into a spreadsheet, it fills cells.
    @Get("/schools.tsv")
    @Produces(MediaType.ALL)
    HttpResponse<String> clipboard(HttpRequest<?> request, Visit visit, String id) {
        return HttpResponse.ok(SchoolsFile.tabSeparated(visit, page(request, id)))
                .contentType("text/tab-separated-values;charset=UTF-8");
    }

    private SchoolsPage page(HttpRequest<?> request, String id) {
        var campaign = campaigns.findOr404(id);
        return SchoolsPage.from(campaign, SchoolQuery.parse(request.getParameters()), cockpit.rows(campaign));
    }
}
