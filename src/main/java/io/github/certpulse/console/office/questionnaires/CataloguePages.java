package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.questionnaires.Catalogue.Published;
import io.github.certpulse.console.office.questionnaires.VersionPage.View;
import io.github.certpulse.files.name.FileName;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.xlsform.XlsFormWriter;
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
import io.swagger.v3.oas.annotations.Hidden;

/// Questionnaires to look at.
@Controller(Addresses.QUESTIONNAIRES)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Hidden
class CataloguePages {
    /// Whatever its scripts do, a questionnaire that is only tried reaches neither the service nor what the browser
    /// keeps: it may not connect, and its sandbox gives it an origin of its own. Only our own pages frame it.
    private static final String TRIAL_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts allow-forms";
    private final Catalogue catalogue;
    private final XlsFormWriter writer;
    private final Views views;

    CataloguePages(Catalogue catalogue, XlsFormWriter writer, Views views) {
        this.catalogue = catalogue;
        this.writer = writer;
        this.views = views;
    }

    @Get
    HttpResponse<String> all(Visit visit) {
        return views.show(visit, "console/office/questionnaires/list", CatalogueList.from(catalogue.all()));
    }

    @Get("/{code}/{version}")
    HttpResponse<String> answering(
            Visit visit,
            String code,
            String version,
            @QueryValue(defaultValue = "false") boolean published) {
        return views.show(
                visit,
                "console/office/questionnaires/version",
                page(visit, code, version, View.ANSWERING, published));
    }

    @Get("/{code}/{version}/{view}")
    HttpResponse<String> view(Visit visit, String code, String version, String view) {
        return views.show(
                visit,
                "console/office/questionnaires/version",
                page(visit, code, version, View.parse(view).orElseThrow(Problem.NOT_FOUND::exception), false));
    }

    /// The page in which a questionnaire is tried. It is told which one by the page around it.
    @Get("/trial")
    HttpResponse<String> trial(Visit visit) {
        var page = views.show(visit, "console/office/questionnaires/trial", "");
        page.getHeaders().set("Content-Security-Policy", TRIAL_POLICY);
        return page;
    }

    /// The latest version as a workbook that already bears the next version's number.
    @Get("/{code}/next/workbook")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> next(String code) {
        var latest = catalogue.latest(code).orElseThrow(Problem.QUESTIONNAIRE_UNKNOWN::exception);
        var next = latest.withVersion(latest.version() + 1);
        return HttpResponse.ok(writer.write(next))
                .contentType(MediaType.MICROSOFT_EXCEL_OPEN_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FileName.plain("%s.%d.xlsx".formatted(code, next.version())).attachment());
    }

    private VersionPage page(Visit visit, String code, String version, View view, boolean fresh) {
        var versions = catalogue.versions(code);
        var published = versions.stream()
                .filter(each -> String.valueOf(each.definition().version()).equals(version))
                .findFirst()
                .orElseThrow(Problem.QUESTIONNAIRE_UNKNOWN::exception);
        var before = versions.stream()
                .map(Published::definition)
                .filter(each -> each.version() < published.definition().version())
                .findFirst();
        return new VersionPage(
                published,
                before,
                versions.getFirst().definition().version(),
                view,
                catalogue.running(visit.now()),
                fresh);
    }
}
