package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.platform.body.Uploads;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.publishing.Publication;
import io.github.certpulse.survey.publishing.Publications;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.xlsform.FormReading.Readable;
import io.github.certpulse.survey.xlsform.FormReading;
import io.github.certpulse.survey.xlsform.XlsFormReader;
import io.micronaut.core.annotation.Nullable;
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
import java.util.Objects;
import java.util.Optional;

/// Publishes questionnaires from workbooks, after a preview. Nothing is stored in between; the browser sends the file
/// twice.
@Controller(Addresses.NEW_QUESTIONNAIRE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured(Rights.OFFICE)
@Hidden
class UploadPages {
    private final PublishedVersions publishedVersions;
    private final Uploads uploads;
    private final XlsFormReader reader;
    private final Publications publications;
    private final Views views;

    UploadPages(
            PublishedVersions publishedVersions,
            Uploads uploads,
            XlsFormReader reader,
            Publications publications,
            Views views) {
        this.publishedVersions = publishedVersions;
        this.uploads = uploads;
        this.reader = reader;
        this.publications = publications;
        this.views = views;
    }

    @Get
    HttpResponse<String> form(Visit visit, @QueryValue(defaultValue = "") String of) {
        var latest = of.isEmpty() ? Optional.<Definition>empty()
                : Optional.of(publishedVersions.latest(of).orElseThrow(Problem.QUESTIONNAIRE_UNKNOWN::exception));
        return views.show(visit, "console/office/questionnaires/upload", new UploadPage(latest));
    }

    /// Shows what would be published, or all violations. Stores nothing.
    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<String> preview(
            Visit visit,
            @Part("file") CompletedFileUpload file,
            @Nullable @Part("title") String title,
            @Nullable @Part("code") String code,
            @Nullable @Part("role") String role) throws IOException {
        var supplied = supplied(title, code, role);
        return switch (uploads.read(file, bytes -> reader.read(bytes, supplied))) {
            case FormReading.Invalid(var violations) ->
                    shown(visit, new UploadResult.Invalid(file.getFilename(), violations));
            case Readable form -> shown(visit, result(file, form, publications.preview(form), false));
        };
    }

    /// Publishes the previewed questionnaire. Where publishing would give another result by now, shows that instead.
    ///
    /// @param seen the mark of the result that the person has agreed to
    @Post("/publication")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<String> publish(
            Visit visit,
            @Part("file") CompletedFileUpload file,
            @Part("seen") String seen,
            @Nullable @Part("title") String title,
            @Nullable @Part("code") String code,
            @Nullable @Part("role") String role) throws IOException {
        var supplied = supplied(title, code, role);
        return switch (uploads.read(file, bytes -> reader.read(bytes, supplied))) {
            case FormReading.Invalid(var violations) ->
                    shown(visit, new UploadResult.Invalid(file.getFilename(), violations));
            case Readable form -> publish(visit, file, form, seen);
        };
    }

    /// What the form on the page says, for a workbook that does not say it itself.
    private static XlsFormReader.Supplied supplied(
            @Nullable String title,
            @Nullable String code,
            @Nullable String role) {
        return new XlsFormReader.Supplied(
                Objects.requireNonNullElse(title, ""),
                Objects.requireNonNullElse(code, ""),
                Objects.requireNonNullElse(role, ""));
    }

    private HttpResponse<String> publish(Visit visit, CompletedFileUpload file, Readable form, String seen) {
        var now = result(file, form, publications.preview(form), true);
        if (now instanceof UploadResult.Invalid
                || now instanceof UploadResult.Valid valid && !valid.mark().equals(seen)) {
            return shown(visit, now);
        }
        return switch (publications.publish(form)) {
            case Publication.Valid(var definition, _) -> Views.go(
                    visit,
                    Addresses.version(definition) + "?published=true");
            case Publication.Invalid invalid -> shown(visit, result(file, form, invalid, false));
        };
    }

    private UploadResult result(CompletedFileUpload file, Readable form, Publication publication, boolean isOther) {
        return switch (publication) {
            case Publication.Valid(var definition, _) -> new UploadResult.Valid(
                    definition,
                    publishedVersions.latest(definition.code()),
                    isOther,
                    form.warnings());
            case Publication.Invalid(var violations) -> new UploadResult.Invalid(file.getFilename(), violations);
        };
    }

    private HttpResponse<String> shown(Visit visit, UploadResult result) {
        return switch (result) {
            case UploadResult.Valid valid -> views.show(
                    visit,
                    "console/office/questionnaires/valid",
                    valid,
                    valid.isOther() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK);
            case UploadResult.Invalid invalid ->
                    views.show(
                            visit,
                            "console/office/questionnaires/invalid",
                            invalid,
                            HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }
}
