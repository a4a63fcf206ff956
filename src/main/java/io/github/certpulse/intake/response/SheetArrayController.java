package io.github.certpulse.intake.response;

import io.github.certpulse.intake.response.SheetAnswer.Acknowledged;
import io.github.certpulse.intake.response.SheetAnswer.Refused;
import io.github.certpulse.intake.response.SheetArray.IdentifiedSheet;
import io.github.certpulse.platform.body.BodyLimit;
import io.github.certpulse.platform.body.LimitedBody;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.platform.problem.ProblemDocument;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.github.certpulse.platform.time.Time;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/// Several sheets of a respondent in one request.
@Controller("/api/v1/responses")
@WithoutSession
@Secured(Rights.RESPONDENT)
@Tag(name = "Respondents")
class SheetArrayController {
    private final SheetAnswers answers;
    private final Senders senders;

    SheetArrayController(SheetAnswers answers, Senders senders) {
        this.answers = answers;
        this.senders = senders;
    }

    /// @param outcomes one for each sheet, in their order
    @Serdeable
    record OutcomesView(List<OutcomeView> outcomes) {}

    /// What became of a sheet: `receivedAt` and `receipt`, or `problem`.
    ///
    /// @param status     that of the call with this sheet alone
    /// @param retryAfter the seconds that the call alone names in the header `Retry-After`
    /// @param problem    the body of the call alone
    @Serdeable
    record OutcomeView(
            UUID id,
            int status,
            @Nullable OffsetDateTime receivedAt,
            @Nullable String receipt,
            @Nullable Long retryAfter,
            @Nullable Map<String, Object> problem) {

        private static OutcomeView of(UUID id, SheetAnswer answer, Locale language) {
            return switch (answer) {
                case Acknowledged(var receipt, var isNew) -> new OutcomeView(
                        receipt.id(),
                        (isNew ? HttpStatus.CREATED : HttpStatus.OK).getCode(),
                        Time.shown(receipt.receivedAt()),
                        receipt.code(),
                        null,
                        null);
                case Refused(var problem) -> new OutcomeView(
                        id,
                        problem.problem().status(),
                        null,
                        null,
                        problem.retryAfterSeconds().orElse(null),
                        ProblemDocument.of(problem, language));
            };
        }
    }

    @Post
    @LimitedBody(BodyLimit.SHEETS)
    @Operation(
            summary = "Hand in 1 to 20 answer sheets, one after another, each as if it came alone",
            description = "Each outcome has the status and the members that `PUT /api/v1/responses/{id}` would answer "
                    + "with, or its problem document as `problem`. A sheet that is refused does not hold up the "
                    + "others. Send those with the status 429 or 5xx again.",
            requestBody = @RequestBody(
                    content = @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(SheetArray.EXAMPLE))))
    @ApiResponse(responseCode = "200", description = "An outcome for each sheet, in their order")
    @ApiResponse(
            responseCode = "400",
            description = "`malformed`: no object, not 1 to 20 sheets, a sheet without a UUID as `id`, or a `sitting` "
                    + "that is no UUID; nothing is stored")
    @ApiResponse(responseCode = "413", description = "`too-large`: more than 512 KiB; a sheet has at most 64 KiB")
    CompletionStage<OutcomesView> submitSeveral(
            HttpRequest<?> request,
            Authentication authentication,
            @Body byte[] body) {
        var sheets = SheetArray.read(body).sheets();
        var language = ProblemHandler.language(request);
        return answers.inOrder(request, senders.of(request, authentication), sheets)
                .thenApply(all -> view(sheets, all, language));
    }

    private static OutcomesView view(List<IdentifiedSheet> sheets, List<SheetAnswer> answers, Locale language) {
        return new OutcomesView(
                IntStream.range(0, sheets.size())
                        .mapToObj(i -> OutcomeView.of(sheets.get(i).id(), answers.get(i), language))
                        .toList());
    }
}
