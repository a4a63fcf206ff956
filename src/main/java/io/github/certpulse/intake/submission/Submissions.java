package io.github.certpulse.intake.submission;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.contact.Contacts;
import io.github.certpulse.intake.submission.SheetJudge.Judged;
import io.github.certpulse.intake.submission.SheetJudge.Judgement;
import io.github.certpulse.intake.submission.SheetJudge.Passed;
import io.github.certpulse.intake.submission.SheetJudge.Rejected;
import io.github.certpulse.intake.submission.SubmissionResult.AlreadyAnswered;
import io.github.certpulse.intake.submission.SubmissionResult.QuotaFull;
import io.github.certpulse.intake.submission.SubmissionResult.Stored;
import io.github.certpulse.intake.submission.SubmissionResult.UnknownEntry;
import io.github.certpulse.intake.siteword.SiteWords.Verdict;
import io.github.certpulse.intake.stored.ResponseRepository;
import io.github.certpulse.intake.storing.NewResponse;
import io.github.certpulse.intake.storing.ResponseStore.Outcome;
import io.github.certpulse.intake.storing.ResponseStore;
import io.github.certpulse.platform.database.Retries;
import io.github.certpulse.platform.sql.UuidColumn;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.survey.entry.Entries;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/// Accepts answer sheets. A valid sheet is judged with cached data and stored together with others that wait, by one
/// statement which also verifies that the campaign has not changed. Only if a sheet is not stored, further queries find
/// the reason, in the order of the API's documentation; the first reason is that the sheet is stored already.
@Singleton
public class Submissions {
    private final Entries entries;
    private final SheetJudge judge;
    private final ResponseStore store;
    private final ResponseRepository responses;
    private final Receipts receipts;
    private final Replays replays;
    private final Contacts contacts;
    private final SubmissionLimits limits;
    private final Retries retries;
    private final ExecutorService blocking;

    Submissions(
            Entries entries,
            SheetJudge judge,
            ResponseStore store,
            ResponseRepository responses,
            Receipts receipts,
            Replays replays,
            Contacts contacts,
            SubmissionLimits limits,
            Retries retries,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.entries = entries;
        this.judge = judge;
        this.store = store;
        this.responses = responses;
        this.receipts = receipts;
        this.replays = replays;
        this.contacts = contacts;
        this.limits = limits;
        this.retries = retries;
        this.blocking = blocking;
    }

    /// Everything that may wait for the database is done by other threads than the caller's. Completes with a
    /// [DataAccessException] if the database is not available: the outcome is unknown then, and the client must try
    /// again.
    public CompletionStage<SubmissionResult> submit(Attempt attempt) {
        return entries.lastKnownScope(attempt.sheet().entry())
                .thenCompose(
                        scope -> judged(attempt, scope).thenCompose(
                                judged -> refused(attempt, scope, judged).thenCompose(
                                        refusal -> refusal.isPresent()
                                                ? later(() -> replays.find(attempt).orElse(refusal.get()))
                                                : conclude(attempt, scope, judged.judgement()))));
    }

    private CompletionStage<Optional<SubmissionResult>> refused(
            Attempt attempt,
            Optional<Scope> scope,
            Judged judged) {
        return limits.isOff(judged.word()) ? CompletableFuture.completedFuture(Optional.empty())
                : later(() -> limits.refused(attempt, scope, judged.word(), judged.judgement() instanceof Passed));
    }

    private CompletionStage<SubmissionResult> submit(Attempt attempt, Optional<Scope> scope) {
        return judged(attempt, scope).thenCompose(judged -> conclude(attempt, scope, judged.judgement()));
    }

    private CompletionStage<SubmissionResult> conclude(Attempt attempt, Optional<Scope> scope, Judgement judgement) {
        return switch (judgement) {
            case Passed(var response) ->
                    store.store(response).thenCompose(outcome -> result(attempt, response, outcome));
            case Rejected(var reason) -> later(() -> replays.find(attempt)).thenCompose(
                    replay -> replay.isPresent() ? completed(replay.get()) : rejected(attempt, scope, reason));
        };
    }

    private CompletionStage<SubmissionResult> result(Attempt attempt, NewResponse response, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stored() -> completed(new Stored(receipts.issue(attempt.id(), response.receivedAt())));
            case Outcome.Known(var first) -> completed(replays.of(first, attempt, response));
            case Outcome.AlreadyAnswered() -> completed(new AlreadyAnswered());
            case Outcome.Full() -> completed(new QuotaFull());
            case Outcome.Stale() ->
                    entries.scopeLater(attempt.sheet().entry()).thenCompose(current -> submit(attempt, current));
        };
    }

    /// The reason is given only if it holds for the current state of the campaign.
    private CompletionStage<SubmissionResult> rejected(
            Attempt attempt,
            Optional<Scope> scope,
            SubmissionResult reason) {
        return entries.scopeLater(attempt.sheet().entry())
                .thenCompose(
                        current -> sameRevision(scope, current) ? completed(reason) : submit(attempt, current));
    }

    private static CompletionStage<SubmissionResult> completed(SubmissionResult result) {
        return CompletableFuture.completedFuture(result);
    }

    private <T> CompletionStage<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, blocking);
    }

    /// Withdraws the contact of a response.
    ///
    /// @return whether the response belongs to the respondent and had a contact
    public boolean withdrawContact(Respondent respondent, UUID response) {
        return responses.find(UuidColumn.bytes(response))
                .flatMap(stored -> receipts.owner(stored, respondent))
                .filter(owner -> contacts.withdraw(owner, response))
                .isPresent();
    }

    /// At once, unless something must be read from the database first.
    private CompletionStage<Judged> judged(Attempt attempt, Optional<Scope> scope) {
        if (scope.isEmpty()) {
            return CompletableFuture.completedFuture(new Judged(new Rejected(new UnknownEntry()), Verdict.NOT_ASKED));
        }
        return judge.isReady(attempt, scope.get())
                ? CompletableFuture.completedFuture(judge.judged(attempt, scope.get()))
                : later(() -> retries.inSteps(() -> judge.judged(attempt, scope.get())));
    }

    private static boolean sameRevision(Optional<Scope> a, Optional<Scope> b) {
        return a.map(scope -> scope.campaign().revision()).equals(b.map(scope -> scope.campaign().revision()));
    }
}
