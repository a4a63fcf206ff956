package io.github.certpulse.intake.response;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.siteword.WordGuesses;
import io.github.certpulse.intake.source.Source;
import io.github.certpulse.intake.submission.Attempt.Sender;
import io.github.certpulse.intake.submission.Attempt;
import io.github.certpulse.intake.submission.SubmissionResult.Receipt;
import io.github.certpulse.intake.submission.SubmissionResult;
import io.github.certpulse.intake.submission.Submissions;
import io.github.certpulse.intake.submission.SubmittedSheet;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.time.Time;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.server.util.HttpClientAddressResolver;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

@Controller("/api/v1/responses")
@WithoutSession
@Secured(Rights.RESPONDENT)
@Tag(name = "Respondents")
class ResponseController {
    private final Submissions submissions;
    private final HttpClientAddressResolver addresses;
    private final MeterRegistry metrics;
    private final Map<Class<?>, Timer> timers = new ConcurrentHashMap<>();

    ResponseController(Submissions submissions, HttpClientAddressResolver addresses, MeterRegistry metrics) {
        this.submissions = submissions;
        this.addresses = addresses;
        this.metrics = metrics;
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
        var timer = Timer.start(metrics);
        return submissions.submit(new Attempt(sender(request, authentication), uuid(id), SubmittedSheet.read(body)))
                .thenApply(result -> {
                    timer.stop(timers.computeIfAbsent(result.getClass(), _ -> timer(result)));
                    return answer(result);
                });
    }

    private static HttpResponse<ReceiptView> answer(SubmissionResult result) {
        return switch (result) {
            case SubmissionResult.Stored(var receipt) -> HttpResponse.created(view(receipt));
            case SubmissionResult.Repeated(var receipt) -> HttpResponse.ok(view(receipt));
            case SubmissionResult.IdReused() -> throw Problem.RESPONSE_ID_REUSED.exception();
            case SubmissionResult.UnknownEntry() -> throw Problem.ENTRY_UNKNOWN.exception();
            case SubmissionResult.NotOpen() -> throw Problem.CAMPAIGN_NOT_OPEN.exception();
            case SubmissionResult.Closed() -> throw Problem.CAMPAIGN_CLOSED.exception();
            case SubmissionResult.WebChannelOff() -> throw Problem.WEB_CHANNEL_OFF.exception();
            case SubmissionResult.WechatChannelOff() -> throw Problem.WECHAT_CHANNEL_OFF.exception();
            case SubmissionResult.Outdated() -> throw Problem.QUESTIONNAIRE_OUTDATED.exception();
            case SubmissionResult.UnknownCertificate() -> throw Problem.CERTIFICATE_UNKNOWN.exception();
            case SubmissionResult.Invalid(var violations) -> throw Problem.ANSWERS_INVALID.with(violations);
            case SubmissionResult.AlreadyAnswered() -> throw Problem.ALREADY_ANSWERED.exception();
            case SubmissionResult.QuotaFull() -> throw Problem.QUOTA_FULL.exception();
            case SubmissionResult.SiteWordRequired() -> throw Problem.SITE_WORD_REQUIRED.exception();
            case SubmissionResult.SiteWordWrong() -> throw Problem.SITE_WORD_WRONG.exception();
            case SubmissionResult.TooManyWords(var wait) -> throw WordGuesses.tooMany(wait);
            case SubmissionResult.TooManyNewBrowsers(var wait) -> throw Problem.TOO_MANY_NEW_BROWSERS.retryAfter(wait);
            case SubmissionResult.TooMany(var wait) -> throw Problem.TOO_MANY_REQUESTS.retryAfter(wait);
        };
    }

    @Delete("/{id}/contact")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraw the contact that was left; the answers stay")
    void withdrawContact(Authentication authentication, String id) {
        if (parsed(id).filter(uuid -> submissions.withdrawContact(respondent(authentication), uuid)).isEmpty()) {
            throw Problem.NOT_FOUND.exception();
        }
    }

    private Timer timer(SubmissionResult result) {
        return metrics.timer("certpulse.submissions", "outcome", result.outcome());
    }

    private static ReceiptView view(Receipt receipt) {
        return new ReceiptView(receipt.id(), Time.shown(receipt.receivedAt()), receipt.code());
    }

    private Sender sender(HttpRequest<?> request, Authentication authentication) {
        var userAgent = request.getHeaders().findFirst(HttpHeaders.USER_AGENT).orElse("");
        var address = addresses.resolve(request);
        return new Sender(respondent(authentication), address, Source.from(address, userAgent));
    }

    private static Respondent respondent(Authentication authentication) {
        return Respondent.from(authentication).orElseThrow(Problem.FORBIDDEN::exception);
    }

    private static UUID uuid(String id) {
        return parsed(id)
                .orElseThrow(() -> Problem.MALFORMED.because("答卷编号须为 UUID", "The response id must be a UUID"));
    }

    /// The parser also takes shorter groups of digits.
    private static Optional<UUID> parsed(String id) {
        try {
            return Optional.of(UUID.fromString(id)).filter(uuid -> uuid.toString().equalsIgnoreCase(id));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
