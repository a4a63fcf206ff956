package io.github.certpulse.intake.response;

import io.github.certpulse.intake.response.SheetAnswer.Acknowledged;
import io.github.certpulse.intake.response.SheetAnswer.Refused;
import io.github.certpulse.intake.submission.SubmissionResult.Receipt;
import io.github.certpulse.intake.submission.Submissions;
import io.github.certpulse.intake.submission.SubmittedSheet;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.time.Time;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
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
import java.util.UUID;
import java.util.concurrent.CompletionStage;

@Controller("/api/v1/responses")
@WithoutSession
@Secured(Rights.RESPONDENT)
@Tag(name = "Respondents")
class ResponseController {
    private final SheetAnswers answers;
    private final Senders senders;
    private final Submissions submissions;

    ResponseController(SheetAnswers answers, Senders senders, Submissions submissions) {
        this.answers = answers;
        this.senders = senders;
        this.submissions = submissions;
    }

    /// @param receipt a short code, for the respondent to keep
    @Serdeable
    record ReceiptView(UUID id, OffsetDateTime receivedAt, String receipt) {}

    @Put("/{id}")
    @Operation(
            summary = "Hand in an answer sheet; the id is made by the client when the draft starts, "
                    + "and makes retries safe",
            requestBody = @RequestBody(
                    content = @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(SubmittedSheet.EXAMPLE))))
    @ApiResponse(responseCode = "201", description = "Stored")
    @ApiResponse(responseCode = "200", description = "Stored before: the same sheet again")
    @ApiResponse(
            responseCode = "403",
            description = "`web-channel-off`, `wechat-channel-off`, `site-word-required`, `site-word-wrong`: "
                    + "nothing is stored; ask for another word and send it with the same id")
    @ApiResponse(responseCode = "404", description = "`entry-unknown`, `certificate-unknown`")
    @ApiResponse(
            responseCode = "409",
            description = "`response-id-reused`, `campaign-not-open`, `campaign-closed`, `questionnaire-outdated`, "
                    + "`already-answered`, `quota-full`")
    @ApiResponse(responseCode = "422", description = "`answers-invalid` with `violations`")
    @ApiResponse(
            responseCode = "429",
            description = "`too-many-requests`, `too-many-attempts` (wrong site words), `too-many-new-browsers`, "
                    + "all with `Retry-After`")
    @ApiResponse(
            responseCode = "503",
            description = "`database-unavailable` with `Retry-After`: keep the sheet and its id, try again")
    CompletionStage<HttpResponse<ReceiptView>> submit(
            HttpRequest<?> request,
            Authentication authentication,
            String id,
            @Body byte[] body) {
        return answers.answer(senders.of(request, authentication), uuid(id), body)
                .thenApply(ResponseController::response);
    }

    private static HttpResponse<ReceiptView> response(SheetAnswer answer) {
        return switch (answer) {
            case Acknowledged(var receipt, var isNew) ->
                    isNew ? HttpResponse.created(view(receipt)) : HttpResponse.ok(view(receipt));
            case Refused(var problem) -> throw problem;
        };
    }

    @Delete("/{id}/contact")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraw the contact that was left; the answers stay")
    void withdrawContact(Authentication authentication, String id) {
        var respondent = Senders.respondent(authentication);
        if (ClientId.parse(id).filter(uuid -> submissions.withdrawContact(respondent, uuid)).isEmpty()) {
            throw Problem.NOT_FOUND.exception();
        }
    }

    private static ReceiptView view(Receipt receipt) {
        return new ReceiptView(receipt.id(), Time.shown(receipt.receivedAt()), receipt.code());
    }

    private static UUID uuid(String id) {
        return ClientId.parse(id)
                .orElseThrow(() -> Problem.MALFORMED.because("答卷编号须为 UUID", "The response id must be a UUID"));
    }
}
