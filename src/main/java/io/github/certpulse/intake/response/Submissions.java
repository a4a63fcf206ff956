package io.github.certpulse.intake.response;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.contact.Contacts;
import io.github.certpulse.intake.response.SubmissionResult.AlreadyAnswered;
import io.github.certpulse.intake.response.SubmissionResult.Closed;
import io.github.certpulse.intake.response.SubmissionResult.Invalid;
import io.github.certpulse.intake.response.SubmissionResult.NotOpen;
import io.github.certpulse.intake.response.SubmissionResult.Outdated;
import io.github.certpulse.intake.response.SubmissionResult.QuotaFull;
import io.github.certpulse.intake.response.SubmissionResult.SiteWordRequired;
import io.github.certpulse.intake.response.SubmissionResult.SiteWordWrong;
import io.github.certpulse.intake.response.SubmissionResult.Stored;
import io.github.certpulse.intake.response.SubmissionResult.UnknownCertificate;
import io.github.certpulse.intake.response.SubmissionResult.UnknownEntry;
import io.github.certpulse.intake.response.SubmissionResult.WebChannelOff;
import io.github.certpulse.intake.response.SubmissionResult.WechatChannelOff;
import io.github.certpulse.intake.siteword.SiteWords.Verdict;
import io.github.certpulse.intake.siteword.SiteWords;
import io.github.certpulse.intake.storing.NewResponse;
import io.github.certpulse.intake.stored.ResponseRepository;
import io.github.certpulse.intake.storing.ResponseStore.Outcome;
import io.github.certpulse.intake.storing.ResponseStore;
import io.github.certpulse.platform.id.Ids;
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
import java.time.Clock;
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
    private final Replays replays;
    private final Contacts contacts;
    private final SiteWords words;
    private final SubmissionLimits limits;
    private final Clock clock;
    private final ExecutorService blocking;

    Submissions(
            Entries entries,
            Questionnaires questionnaires,
            ResponseStore store,
            ResponseRepository responses,
            Receipts receipts,
            Replays replays,
            Contacts contacts,
            SiteWords words,
            SubmissionLimits limits,
            Clock clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.entries = entries;
        this.questionnaires = questionnaires;
        this.store = store;
        this.responses = responses;
        this.receipts = receipts;
        this.replays = replays;
        this.contacts = contacts;
        this.words = words;
        this.limits = limits;
        this.clock = clock;
        this.blocking = blocking;
    }

    /// Everything that may wait for the database is done by other threads than the caller's. Completes with a
    /// [DataAccessException] if the database is not available: the outcome is unknown then, and the client must try
    /// again.
    CompletionStage<SubmissionResult> submit(Attempt attempt) {
        return entries.lastKnownScope(attempt.sheet().entry())
                .thenCompose(
                        scope -> judged(attempt, scope).thenCompose(
                                judged -> refused(attempt, scope, judged).thenCompose(
                                        refusal -> refusal.isPresent()
                                                ? later(() -> replays.find(attempt).orElse(refusal.get()))
                                                : conclude(attempt, scope, judged.judgement))));
    }

    private CompletionStage<Optional<SubmissionResult>> refused(
            Attempt attempt,
            Optional<Scope> scope,
            Judged judged) {
        return limits.isOff(judged.word) ? CompletableFuture.completedFuture(Optional.empty())
                : later(() -> limits.refused(attempt, scope, judged.word, judged.judgement instanceof Passed));
    }

    private CompletionStage<SubmissionResult> submit(Attempt attempt, Optional<Scope> scope) {
        return judged(attempt, scope).thenCompose(judged -> conclude(attempt, scope, judged.judgement));
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
    boolean withdrawContact(Respondent respondent, UUID response) {
        return responses.find(UuidColumn.bytes(response))
                .flatMap(stored -> receipts.owner(stored, respondent))
                .filter(owner -> contacts.withdraw(owner, response))
                .isPresent();
    }

    /// The result of checking a sheet, before it is stored.
    sealed interface Judgement {}

    record Passed(NewResponse response) implements Judgement {}

    record Rejected(SubmissionResult reason) implements Judgement {}

    /// @param word what is known of the site word; not asked if a check before it has failed
    private record Judged(Judgement judgement, Verdict word) {}

    /// At once, unless the questionnaire or the rule of the site word must be read from the database.
    private CompletionStage<Judged> judged(Attempt attempt, Optional<Scope> scope) {
        if (scope.isEmpty()) {
            return CompletableFuture.completedFuture(new Judged(new Rejected(new UnknownEntry()), Verdict.NOT_ASKED));
        }
        var campaign = scope.get().campaign();
        Supplier<Judged> judge = () -> judged(attempt, scope.get(), now());
        return questionnaires.isInMemory(campaign.questionnaire(scope.get().role())) && words.isInMemory(campaign)
                ? CompletableFuture.completedFuture(judge.get())
                : later(judge);
    }

    /// The check of the site word comes after that of the certificate and before that of the answers.
    private Judged judged(Attempt attempt, Scope scope, Instant now) {
        var judgement = judge(scope, attempt.respondent(), attempt.id(), attempt.sheet(), now);
        if (judgement instanceof Rejected(var reason) && !(reason instanceof Invalid)) {
            return new Judged(judgement, Verdict.NOT_ASKED);
        }
        var word = words.judge(scope, attempt.respondent().channel(), attempt.sheet().siteWord(), now);
        return new Judged(switch (word) {
            case NOT_ASKED, RIGHT -> judgement;
            case MISSING -> new Rejected(new SiteWordRequired());
            case WRONG -> new Rejected(new SiteWordWrong());
        }, word);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Checks a sheet by the rules at a point in time.
    Judgement judge(Scope scope, Respondent respondent, UUID id, SubmittedSheet sheet, Instant now) {
        var campaign = scope.campaign();
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
        var within = respondent.within(campaign);
        return switch (SheetCheck.check(definition, prefilled, sheet.sheet())) {
            case Checked.Invalid(var violations) -> new Rejected(new Invalid(violations));
            case Checked.Accepted accepted -> new Passed(
                    new NewResponse(
                            id,
                            scope,
                            certificate.get(),
                            within.id(),
                            respondent.channel(),
                            accepted,
                            accepted.contact().map(contact -> contacts.left(within, id, contact)),
                            within.sheetHash(sheet.hash()),
                            sheet.elapsedSeconds(),
                            now));
        };
    }

    private static boolean sameRevision(Optional<Scope> a, Optional<Scope> b) {
        return a.map(scope -> scope.campaign().revision()).equals(b.map(scope -> scope.campaign().revision()));
    }
}
