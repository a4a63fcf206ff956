package io.github.certpulse.survey.publishing;

import io.github.certpulse.files.name.FileName;
import io.github.certpulse.platform.body.Uploads;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.publishing.Publication.Invalid;
import io.github.certpulse.survey.publishing.Publication.Valid;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.xlsform.FormReading;
import io.github.certpulse.survey.xlsform.FormViolation;
import io.github.certpulse.survey.xlsform.XlsFormReader;
import io.github.certpulse.survey.xlsform.XlsFormWriter;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The office's questionnaires: the list, download as a workbook, and publishing from a workbook.
@Controller("/api/v1/questionnaires")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Questionnaires")
class PublicationController {
    private final PublicationRepository rows;
    private final Publications publications;
    private final Questionnaires questionnaires;
    private final Uploads uploads;
    private final XlsFormReader reader;
    private final XlsFormWriter writer;

    PublicationController(
            PublicationRepository rows,
            Publications publications,
            Questionnaires questionnaires,
            Uploads uploads,
            XlsFormReader reader,
            XlsFormWriter writer) {
        this.rows = rows;
        this.publications = publications;
        this.questionnaires = questionnaires;
        this.uploads = uploads;
        this.reader = reader;
        this.writer = writer;
    }

    /// @param questions number of questions
    /// @param campaigns number of campaigns that use this version now
    /// @param href      the definition's address
    @Serdeable
    record PublishedView(
            String code,
            int version,
            Role role,
            String title,
            int questions,
            OffsetDateTime publishedAt,
            int campaigns,
            String href) {}

    /// What the reader left out of the workbook, or read otherwise than it was written.
    ///
    /// @param code  stable and in kebab case, such as `columns-ignored`
    /// @param sheet empty for the whole file
    @Serdeable
    record WarningView(String code, String sheet, List<Integer> rows, List<String> names, String message) {
        static WarningView from(FormReading.Warning warning, Locale language) {
            return new WarningView(
                    warning.code(),
                    warning.sheet(),
                    warning.rows(),
                    warning.names(),
                    warning.message().in(language));
        }
    }

    /// @param follows    the latest version before it; absent for a new questionnaire
    /// @param href       the definition's address; absent in a preview
    /// @param definition as it would be published; in a preview only
    @Serdeable
    record PublicationView(
            String code,
            int version,
            Role role,
            String title,
            int questions,
            Optional<Integer> follows,
            Optional<String> href,
            @Nullable @Schema(type = "object") JsonNode definition,
            List<WarningView> warnings) {}

    @Get
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Operation(summary = "Every version of every questionnaire, by code and version")
    List<PublishedView> all() {
        return rows.all().stream().map(this::view).toList();
    }

    @Get("/{code}/{version}/xlsform")
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
    @Produces(MediaType.ALL)
    @Operation(summary = "One version as an XLSForm workbook, to be edited and published as the next one")
    @ApiResponse(
            responseCode = "200",
            description = "The workbook",
            content = @Content(
                    mediaType = MediaType.MICROSOFT_EXCEL_OPEN_XML,
                    schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "questionnaire-unknown")
    HttpResponse<byte[]> workbook(String code, String version) {
        var definition = questionnaires.findOr404(code, version).definition();
        return HttpResponse.ok(writer.write(definition))
                .contentType(MediaType.MICROSOFT_EXCEL_OPEN_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FileName.plain("%s.%d.xlsx".formatted(definition.code(), definition.version())).attachment());
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Secured(Rights.OFFICE)
    @Operation(
            summary = "Publish a new questionnaire, or the next version of one, from an XLSForm workbook; "
                    + "with preview=true only look at what would be published. Title, code and role (TEACHER, STUDENT) "
                    + "stand for those that the workbook does not state")
    @ApiResponse(
            responseCode = "200",
            description = "The preview; nothing is stored",
            content = @Content(schema = @Schema(implementation = PublicationView.class)))
    @ApiResponse(
            responseCode = "201",
            description = "Published; no campaign has changed",
            content = @Content(schema = @Schema(implementation = PublicationView.class)))
    @ApiResponse(
            responseCode = "422",
            description = "questionnaire-invalid, with violations: sheet, row, column, code, message")
    HttpResponse<PublicationView> publish(
            HttpRequest<?> request,
            @Part("file") CompletedFileUpload file,
            @QueryValue(defaultValue = "false") boolean preview,
            @QueryValue(defaultValue = "") String title,
            @QueryValue(defaultValue = "") String code,
            @QueryValue(defaultValue = "") String role)
            throws IOException {
        var language = ProblemHandler.language(request);
        var supplied = new XlsFormReader.Supplied(title, code, role);
        return switch (uploads.read(file, bytes -> reader.read(bytes, supplied))) {
            case FormReading.Invalid(var violations) -> throw refused(violations, language);
            case FormReading.Readable form -> {
                var warnings = form.warnings().stream().map(each -> WarningView.from(each, language)).toList();
                yield switch (preview ? publications.preview(form) : publications.publish(form)) {
                    case Invalid(var violations) -> throw refused(violations, language);
                    case Valid valid when preview -> HttpResponse.ok(view(valid, warnings, true));
                    case Valid valid ->
                            HttpResponse.created(view(valid, warnings, false), URI.create(href(valid.definition())));
                };
            }
        };
    }

    private static ProblemException refused(List<FormViolation> violations, Locale language) {
        return Problem.QUESTIONNAIRE_INVALID.with(Map.of("violations", asJson(violations, language)));
    }

    private PublishedView view(PublicationRepository.Row row) {
        var definition = questionnaires.find(row.code(), row.version()).orElseThrow().definition();
        return new PublishedView(
                row.code(),
                row.version(),
                definition.role(),
                definition.title(),
                definition.questions().size(),
                Time.shown(row.publishedAt()),
                row.campaigns(),
                href(definition));
    }

    private static PublicationView view(Valid valid, List<WarningView> warnings, boolean isPreview) {
        var definition = valid.definition();
        return new PublicationView(
                definition.code(),
                definition.version(),
                definition.role(),
                definition.title(),
                definition.questions().size(),
                valid.follows(),
                Optional.of(href(definition)).filter(_ -> !isPreview),
                isPreview ? definition.asJson() : null,
                warnings);
    }

    private static String href(Definition definition) {
        return "/api/v1/questionnaires/%s/%d".formatted(definition.code(), definition.version());
    }

    private static List<Map<String, Object>> asJson(List<FormViolation> violations, Locale language) {
        return violations.stream()
                .map(
                        violation -> Map.<String, Object>of(
                                "sheet",
                                violation.sheet(),
                                "row",
                                violation.row(),
                                "column",
                                violation.column(),
                                "code",
                                violation.code(),
                                "message",
                                violation.message().in(language)))
                .toList();
    }
}
