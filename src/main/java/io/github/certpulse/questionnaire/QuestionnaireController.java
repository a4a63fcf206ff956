package io.github.certpulse.questionnaire;

import io.github.certpulse.problem.Problem;
import io.github.certpulse.questionnaire.Questionnaires.Questionnaire;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Hands out definitions. A version never changes, so whoever has it once need not ask again.
@Controller("/api/v1/questionnaires")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Respondents")
class QuestionnaireController {
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

    private final Questionnaires questionnaires;

    QuestionnaireController(Questionnaires questionnaires) {
        this.questionnaires = questionnaires;
    }

    @Get("/{code}/{version}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "One version of a questionnaire: questions, options and conditions")
    @ApiResponse(responseCode = "200", description = "The definition, with a strong ETag")
    @ApiResponse(responseCode = "304", description = "If-None-Match names this definition")
    @ApiResponse(responseCode = "404", description = "questionnaire-unknown")
    HttpResponse<byte[]> definition(String code, String version, HttpHeaders headers) {
        var questionnaire = Optional.of(version)
                .filter(text -> VERSION.matcher(text).matches())
                .flatMap(text -> questionnaires.find(code, Integer.parseInt(text)))
                .orElseThrow(Problem.QUESTIONNAIRE_UNKNOWN::exception);
        MutableHttpResponse<byte[]> response =
                isKnown(questionnaire, headers) ? HttpResponse.notModified() : HttpResponse.ok(questionnaire.json());
        return response.header(HttpHeaders.ETAG, questionnaire.etag()).header(HttpHeaders.CACHE_CONTROL, FOR_GOOD);
    }

    /// RFC 9110, 13.1.2: a list of entity tags, compared weakly, or `*`.
    private static boolean isKnown(Questionnaire questionnaire, HttpHeaders headers) {
        return headers.getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(questionnaire.etag()));
    }
}
