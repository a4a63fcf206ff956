package io.github.certpulse.intake.submission;

import io.github.certpulse.intake.submission.SubmissionResult.Closed;
import io.github.certpulse.intake.submission.SubmissionResult.IdReused;
import io.github.certpulse.intake.submission.SubmissionResult.Repeated;
import io.github.certpulse.intake.stored.ResponseRepository;
import io.github.certpulse.intake.stored.ResponseRepository.FirstSubmission;
import io.github.certpulse.intake.storing.NewResponse;
import io.github.certpulse.platform.sql.UuidColumn;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Optional;

/// Answers sheets whose id was stored before: as the first time, or that the id belongs to another sheet.
@Singleton
class Replays {
    private final ResponseRepository responses;
    private final Receipts receipts;

    Replays(ResponseRepository responses, Receipts receipts) {
        this.responses = responses;
        this.receipts = receipts;
    }

    /// Empty if the id is new.
    Optional<SubmissionResult> find(Attempt attempt) {
        return responses.find(UuidColumn.bytes(attempt.id()))
                .map(
                        first -> receipts.isOwnerForgotten(first) ? new Closed()
                                : result(first, isSame(first, attempt)));
    }

    /// @param first what is stored with the id
    SubmissionResult of(FirstSubmission first, Attempt attempt, NewResponse again) {
        return result(first, isSame(first, attempt, again));
    }

    private SubmissionResult result(FirstSubmission first, boolean isSame) {
        return isSame ? new Repeated(receipts.issue(UuidColumn.uuid(first.id()), first.receivedAt())) : new IdReused();
    }

    private boolean isSame(FirstSubmission first, Attempt attempt) {
        var plain = attempt.sheet().hash();
        return receipts.owner(first, attempt.respondent())
                .filter(owner -> Receipts.hasHash(first, owner.sheetHash(plain), plain))
                .isPresent();
    }

    private static boolean isSame(FirstSubmission first, Attempt attempt, NewResponse again) {
        return first.campaignId() == again.scope().campaign().id()
                && Receipts.hasHash(first, again.bodyHash(), attempt.sheet().hash())
                && MessageDigest.isEqual(first.respondent(), again.respondent());
    }
}
