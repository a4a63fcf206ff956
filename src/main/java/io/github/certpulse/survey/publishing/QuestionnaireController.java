package io.github.certpulse.survey.publishing;

import io.github.certpulse.platform.http.ImmutableBody;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/// Serves definitions. A version never changes, so clients may cache it without limit.
@Controller("/api/v1/questionnaires")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Respondents")
class QuestionnaireController {
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
        var questionnaire = questionnaires.findOr404(code, version);
        return new ImmutableBody(questionnaire.json(), questionnaire.etag()).answer(headers);
    }
}
