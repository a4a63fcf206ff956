package io.github.certpulse.intake.response;

import io.github.certpulse.intake.siteword.WordGuesses;
import io.github.certpulse.intake.submission.SubmissionResult;
import io.github.certpulse.intake.submission.SubmissionResult.Receipt;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;

/// What a sheet is answered with, the same whether it comes alone or with others.
sealed interface SheetAnswer {

    /// Stored for good.
    ///
    /// @param isNew whether it is stored now; otherwise it was stored before
    record Acknowledged(Receipt receipt, boolean isNew) implements SheetAnswer {}

    record Refused(ProblemException problem) implements SheetAnswer {}

    static SheetAnswer from(SubmissionResult result) {
        return switch (result) {
            case SubmissionResult.Stored(var receipt) -> new Acknowledged(receipt, true);
            case SubmissionResult.Repeated(var receipt) -> new Acknowledged(receipt, false);
            case SubmissionResult.IdReused() -> refused(Problem.RESPONSE_ID_REUSED);
            case SubmissionResult.UnknownEntry() -> refused(Problem.ENTRY_UNKNOWN);
            case SubmissionResult.NotOpen() -> refused(Problem.CAMPAIGN_NOT_OPEN);
            case SubmissionResult.Closed() -> refused(Problem.CAMPAIGN_CLOSED);
            case SubmissionResult.WebChannelOff() -> refused(Problem.WEB_CHANNEL_OFF);
            case SubmissionResult.WechatChannelOff() -> refused(Problem.WECHAT_CHANNEL_OFF);
            case SubmissionResult.Outdated() -> refused(Problem.QUESTIONNAIRE_OUTDATED);
            case SubmissionResult.UnknownCertificate() -> refused(Problem.CERTIFICATE_UNKNOWN);
            case SubmissionResult.Invalid(var violations) -> new Refused(Problem.ANSWERS_INVALID.with(violations));
            case SubmissionResult.AlreadyAnswered() -> refused(Problem.ALREADY_ANSWERED);
            case SubmissionResult.QuotaFull() -> refused(Problem.QUOTA_FULL);
            case SubmissionResult.SiteWordRequired() -> refused(Problem.SITE_WORD_REQUIRED);
            case SubmissionResult.SiteWordWrong() -> refused(Problem.SITE_WORD_WRONG);
            case SubmissionResult.TooManyWords(var wait) -> new Refused(WordGuesses.tooMany(wait));
            case SubmissionResult.TooManyNewBrowsers(var wait) ->
                    new Refused(Problem.TOO_MANY_NEW_BROWSERS.retryAfter(wait));
            case SubmissionResult.TooMany(var wait) -> new Refused(Problem.TOO_MANY_REQUESTS.retryAfter(wait));
        };
    }

    private static Refused refused(Problem problem) {
        return new Refused(problem.exception());
    }
}
