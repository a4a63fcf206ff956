package io.github.certpulse.survey.publishing;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/// Serves definitions. A version never changes, so clients may cache it without limit.
@Controller("/api/v1/questionnaires")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Respondents")
class QuestionnaireController {
    private final Questionnaires questionnaires;
    private final ExecutorService blocking;

    QuestionnaireController(
            Questionnaires questionnaires,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.questionnaires = questionnaires;
        this.blocking = blocking;
    }

    @Get("/{code}/{version}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "One version of a questionnaire: questions, options and conditions")
    @ApiResponse(responseCode = "200", description = "The definition, with a strong ETag")
    @ApiResponse(responseCode = "304", description = "If-None-Match names this definition")
    @ApiResponse(responseCode = "404", description = "questionnaire-unknown")
    CompletionStage<HttpResponse<byte[]>> definition(String code, String version, HttpHeaders headers) {
        return questionnaires.inMemory(code, version)
                .map(CompletableFuture::completedFuture)
                .orElseGet(
                        () -> CompletableFuture.supplyAsync(() -> questionnaires.findOr404(code, version), blocking))
                .thenApply(found -> found.body().answer(headers));
    }
}
