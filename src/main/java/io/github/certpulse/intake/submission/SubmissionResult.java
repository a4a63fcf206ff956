package io.github.certpulse.intake.submission;

import io.github.certpulse.platform.problem.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// The outcome of a submission.
public sealed interface SubmissionResult {

    /// Proves that the sheet is stored.
    ///
    /// @param code a short text for the respondent; always the same for a response
    record Receipt(UUID id, Instant receivedAt, String code) {}

    record Stored(Receipt receipt) implements SubmissionResult {}

    /// The same sheet was stored before: a retry.
    record Repeated(Receipt receipt) implements SubmissionResult {}

    /// The id belongs to another sheet.
    record IdReused() implements SubmissionResult {}

    record UnknownEntry() implements SubmissionResult {}

    record NotOpen() implements SubmissionResult {}

    record Closed() implements SubmissionResult {}

    record WebChannelOff() implements SubmissionResult {}

    record WechatChannelOff() implements SubmissionResult {}

    record Outdated() implements SubmissionResult {}

    record UnknownCertificate() implements SubmissionResult {}

    record Invalid(List<Violation> violations) implements SubmissionResult {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }

    record AlreadyAnswered() implements SubmissionResult {}

    record QuotaFull() implements SubmissionResult {}

    record SiteWordRequired() implements SubmissionResult {}

    record SiteWordWrong() implements SubmissionResult {}

    record TooMany(Duration retryAfter) implements SubmissionResult {}

    /// Too many wrong site words.
    record TooManyWords(Duration retryAfter) implements SubmissionResult {}

    /// Too many new browsers at the school within an hour.
    record TooManyNewBrowsers(Duration retryAfter) implements SubmissionResult {}

    /// The outcome's name in the metrics.
    default String outcome() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
