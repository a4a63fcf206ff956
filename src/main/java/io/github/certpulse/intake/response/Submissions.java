package io.github.certpulse.intake.response;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.contact.Contacts;
import io.github.certpulse.intake.response.SubmissionResult.AlreadyAnswered;
import io.github.certpulse.intake.response.SubmissionResult.Closed;
import io.github.certpulse.intake.response.SubmissionResult.IdReused;
import io.github.certpulse.intake.response.SubmissionResult.Invalid;
import io.github.certpulse.intake.response.SubmissionResult.NotOpen;
import io.github.certpulse.intake.response.SubmissionResult.Outdated;
import io.github.certpulse.intake.response.SubmissionResult.QuotaFull;
import io.github.certpulse.intake.response.SubmissionResult.Repeated;
import io.github.certpulse.intake.response.SubmissionResult.Stored;
import io.github.certpulse.intake.response.SubmissionResult.TooMany;
import io.github.certpulse.intake.response.SubmissionResult.UnknownCertificate;
import io.github.certpulse.intake.response.SubmissionResult.UnknownEntry;
import io.github.certpulse.intake.response.SubmissionResult.WebChannelOff;
import io.github.certpulse.intake.response.SubmissionResult.WechatChannelOff;
import io.github.certpulse.intake.storing.NewResponse;
import io.github.certpulse.intake.stored.ResponseRepository.FirstSubmission;
import io.github.certpulse.intake.stored.ResponseRepository;
import io.github.certpulse.intake.storing.ResponseStore.Outcome;
import io.github.certpulse.intake.storing.ResponseStore;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.redis.RateLimits;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.sql.UuidColumn;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.sheet.Sheet.Checked;
import io.github.certpulse.survey.sheet.SheetCheck;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
class Submissions {
    private final Entries entries;
    private final Questionnaires questionnaires;
    private final ResponseStore store;
    private final ResponseRepository responses;
    private final Receipts receipts;
    private final Contacts contacts;
    private final Provenances provenances;
    private final RateLimits limits;
    private final Clock clock;
    private final ExecutorService blocking;

    Submissions(
            Entries entries,
            Questionnaires questionnaires,
            ResponseStore store,
            ResponseRepository responses,
            Receipts receipts,
            Contacts contacts,
            Provenances provenances,
            RateLimits limits,
            Clock clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.entries = entries;
        this.questionnaires = questionnaires;
        this.store = store;
        this.responses = responses;
        this.receipts = receipts;
        this.contacts = contacts;
        this.provenances = provenances;
        this.limits = limits;
        this.clock = clock;
        this.blocking = blocking;
    }

    /// Everything that may wait for the database is done by other threads than the caller's. Completes with a
    /// [DataAccessException] if the database is not available: the outcome is unknown then, and the client must try
    /// again.
    CompletionStage<SubmissionResult> submit(Sender sender, UUID id, SubmittedSheet sheet) {
        var attempt = new Attempt(sender, id, sheet);
        return refused(sender.respondent())
                .thenCompose(
                        wait -> wait.isPresent() ? later(() -> replay(attempt).orElse(new TooMany(wait.get())))
                                : entries.lastKnownScope(sheet.entry()).thenCompose(scope -> submit(attempt, scope)));
    }

    private CompletionStage<Optional<Duration>> refused(Respondent respondent) {
        return limits.isOff(Limit.SUBMISSION)
                ? CompletableFuture.completedFuture(Optional.empty())
                : later(() -> limits.refused(Limit.SUBMISSION, respondent.id()));
    }

    private record Attempt(Sender sender, UUID id, SubmittedSheet sheet) {}

    private CompletionStage<SubmissionResult> submit(Attempt attempt, Optional<Scope> scope) {
        return judged(attempt, scope).thenCompose(judged -> switch (judged) {
            case Passed(var response) ->
                    store.store(response).thenCompose(outcome -> result(attempt, response, outcome));
            case Rejected(var reason) -> later(() -> replay(attempt)).thenCompose(
                    replay -> replay.isPresent() ? completed(replay.get()) : rejected(attempt, scope, reason));
        });
    }

    private CompletionStage<SubmissionResult> result(Attempt attempt, NewResponse response, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stored() -> completed(new Stored(receipts.issue(attempt.id, response.receivedAt())));
            case Outcome.Known(var first) -> completed(repeated(first, isSame(first, response)));
            case Outcome.AlreadyAnswered() -> completed(new AlreadyAnswered());
            case Outcome.Full() -> completed(new QuotaFull());
            case Outcome.Stale() ->
                    entries.scopeLater(attempt.sheet.entry()).thenCompose(current -> submit(attempt, current));
        };
    }

    /// The reason is given only if it holds for the current state of the campaign.
    private CompletionStage<SubmissionResult> rejected(
            Attempt attempt,
            Optional<Scope> scope,
            SubmissionResult reason) {
        return entries.scopeLater(attempt.sheet.entry())
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
    boolean withdrawContact(Respondent respondent, UUID response) {
        return responses.find(UuidColumn.bytes(response))
                .filter(stored -> receipts.belongsTo(stored, respondent))
                .filter(_ -> contacts.withdraw(response))
                .isPresent();
    }

    /// The result of checking a sheet, before it is stored.
    sealed interface Judgement {}

    record Passed(NewResponse response) implements Judgement {}

    record Rejected(SubmissionResult reason) implements Judgement {}

    /// At once, unless the questionnaire or a key must be read from the database.
    private CompletionStage<Judgement> judged(Attempt attempt, Optional<Scope> scope) {
        if (scope.isEmpty()) {
            return CompletableFuture.completedFuture(new Rejected(new UnknownEntry()));
        }
        Supplier<Judgement> judge = () -> judge(scope.get(), attempt.sender, attempt.id, attempt.sheet, now());
        var campaign = scope.get().campaign();
        return questionnaires.isInMemory(campaign.questionnaire(scope.get().role()))
                && provenances.areInMemory(campaign, attempt.sender)
                        ? CompletableFuture.completedFuture(judge.get())
                        : later(judge);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Checks a sheet by the rules at a point in time.
    Judgement judge(Scope scope, Sender sender, UUID id, SubmittedSheet sheet, Instant now) {
        var campaign = scope.campaign();
        var respondent = sender.respondent();
        switch (campaign.state(now)) {
            case SCHEDULED -> {
                return new Rejected(new NotOpen());
            }
            case CLOSED -> {
                return new Rejected(new Closed());
            }
            case OPEN, CLOSING -> {}
        }
        if (!campaign.channels().contains(respondent.channel())) {
            return new Rejected(
                    respondent.channel() == Campaign.Channel.WEB ? new WebChannelOff() : new WechatChannelOff());
        }
        var current = campaign.questionnaire(scope.role());
        if (!current.equals(sheet.questionnaire())) {
            return new Rejected(new Outdated());
        }
        var certificate = Ids.parse(sheet.certificate()).flatMap(scope::certificate);
        if (certificate.isEmpty()) {
            return new Rejected(new UnknownCertificate());
        }
        var definition = questionnaires.find(current.code(), current.version()).orElseThrow().definition();
        var prefilled = definition.prefilled(Optional.ofNullable(scope.school().city()), scope.school().level());
        return switch (SheetCheck.check(definition, prefilled, sheet.sheet())) {
            case Checked.Invalid(var violations) -> new Rejected(new Invalid(violations));
            case Checked.Accepted accepted -> new Passed(
                    new NewResponse(
                            id,
                            scope,
                            certificate.get(),
                            respondent.idWithin(campaign),
                            respondent.channel(),
                            accepted,
                            accepted.contact().map(contact -> contacts.sealed(id, contact)),
                            sheet.hash(),
                            sheet.elapsedSeconds(),
                            provenances.of(campaign, sender, sheet, now),
                            now));
        };
    }

    /// The outcome if the id was used before; empty if it is new.
    private Optional<SubmissionResult> replay(Attempt attempt) {
        return responses.find(UuidColumn.bytes(attempt.id)).map(first -> repeated(first, isSame(first, attempt)));
    }

    private SubmissionResult repeated(FirstSubmission first, boolean isSame) {
        return isSame ? new Repeated(receipts.issue(UuidColumn.uuid(first.id()), first.receivedAt())) : new IdReused();
    }

    private boolean isSame(FirstSubmission first, Attempt attempt) {
        return MessageDigest.isEqual(first.bodyHash(), attempt.sheet.hash())
                && receipts.belongsTo(first, attempt.sender.respondent());
    }

    private static boolean isSame(FirstSubmission first, NewResponse again) {
        return first.campaignId() == again.scope().campaign().id()
                && MessageDigest.isEqual(first.bodyHash(), again.bodyHash())
                && MessageDigest.isEqual(first.respondent(), again.respondent());
    }

    private static boolean sameRevision(Optional<Scope> a, Optional<Scope> b) {
        return a.map(scope -> scope.campaign().revision()).equals(b.map(scope -> scope.campaign().revision()));
    }
}
