package io.github.certpulse.output.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.files.name.FileName;
import io.github.certpulse.platform.http.AcceptHeader;
import io.github.certpulse.platform.http.ImmutableBody;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.codebook.Codebook;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/// Serves codebooks, to everybody like the questionnaires that they describe.
@Controller("/api/v1/questionnaires/{code}/{version}/codebook")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Exports")
class CodebookController {
    private final Questionnaires questionnaires;
    private final JsonMapper json;

    CodebookController(Questionnaires questionnaires, JsonMapper json) {
        this.questionnaires = questionnaires;
        this.json = json;
    }

    @Get
    @Produces(MediaType.ALL)
    @Operation(summary = "What every variable of the downloads means: JSON, or CSV for Accept: text/csv or format=csv")
    @ApiResponse(
            responseCode = "200",
            description = "The codebook, with a strong ETag",
            content = {
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Codebook.class)),
                    @Content(mediaType = MediaType.TEXT_CSV)})
    @ApiResponse(responseCode = "304", description = "If-None-Match names this codebook")
    @ApiResponse(responseCode = "404", description = "questionnaire-unknown")
    @ApiResponse(responseCode = "422", description = "parameter-invalid: format is neither json nor csv")
    HttpResponse<byte[]> codebook(String code, String version, @Nullable @QueryValue String format, HttpHeaders headers)
            throws IOException {
        var definition = questionnaires.findOr404(code, version).definition();
        var codebook = Codebook.from(definition);
        var response = isCsv(format, headers)
                ? ImmutableBody.from(csv(codebook))
                        .answer(headers)
                        .contentType(CsvFile.MEDIA_TYPE)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                FileName.plain("codebook-%s.%d.csv".formatted(definition.code(), definition.version()))
                                        .attachment())
                : ImmutableBody.from(json.writeValueAsBytes(codebook))
                        .answer(headers)
                        .contentType(MediaType.APPLICATION_JSON);
        // The same address has two bodies: caches must keep them apart.
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private static boolean isCsv(@Nullable String format, HttpHeaders headers) {
        return switch (format) {
            case null -> AcceptHeader.prefers(headers, MediaType.TEXT_CSV_TYPE, MediaType.APPLICATION_JSON_TYPE);
            case "csv" -> true;
            case "json" -> false;
            default -> throw Problem.PARAMETER_INVALID.with(
                    List.of(new Violation("format", "invalid", new Words("须为 json 或 csv", "must be json or csv"))));
        };
    }

    private static byte[] csv(Codebook codebook) {
        var text = new StringWriter();
        new CodebookCsv(codebook).writeTo(text);
        return text.toString().getBytes(UTF_8);
    }
}
