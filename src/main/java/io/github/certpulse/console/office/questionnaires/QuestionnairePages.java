package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.questionnaires.PublishedVersions.PublishedVersion;
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

/// The list of questionnaires, and the pages of each version.
@Controller(Addresses.QUESTIONNAIRES)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Hidden
class QuestionnairePages {
    /// Keeps the trial of a questionnaire from the service and from the browser's storage: its scripts may not connect,
    /// and the sandbox gives the page an opaque origin. Only our own pages may frame it.
    private static final String TRIAL_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts allow-forms";
    private final PublishedVersions publishedVersions;
    private final XlsFormWriter writer;
    private final Views views;

    QuestionnairePages(PublishedVersions publishedVersions, XlsFormWriter writer, Views views) {
        this.publishedVersions = publishedVersions;
        this.writer = writer;
        this.views = views;
    }

    @Get
    HttpResponse<String> all(Visit visit) {
        return views.show(visit, "console/office/questionnaires/list", QuestionnaireList.from(publishedVersions.all()));
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

    /// The page in which a questionnaire is tried. The page around it sends it the questionnaire.
    @Get("/trial")
    HttpResponse<String> trial(Visit visit) {
        var page = views.show(visit, "console/office/questionnaires/trial", "");
        page.getHeaders().set("Content-Security-Policy", TRIAL_POLICY);
        return page;
    }

    /// The latest version as a workbook, with the number of the next version.
    @Get("/{code}/next/workbook")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> next(String code) {
        var latest = publishedVersions.latest(code).orElseThrow(Problem.QUESTIONNAIRE_UNKNOWN::exception);
        var next = latest.withVersion(latest.version() + 1);
        return HttpResponse.ok(writer.write(next))
                .contentType(MediaType.MICROSOFT_EXCEL_OPEN_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FileName.plain("%s.%d.xlsx".formatted(code, next.version())).attachment());
    }

    private VersionPage page(Visit visit, String code, String version, View view, boolean fresh) {
        var versions = publishedVersions.versions(code);
        var published = versions.stream()
                .filter(each -> String.valueOf(each.definition().version()).equals(version))
                .findFirst()
                .orElseThrow(Problem.QUESTIONNAIRE_UNKNOWN::exception);
        var before = versions.stream()
                .map(PublishedVersion::definition)
                .filter(each -> each.version() < published.definition().version())
                .findFirst();
        return new VersionPage(
                published,
                before,
                versions.getFirst().definition().version(),
                view,
                publishedVersions.running(visit.now()),
                fresh);
    }
}
