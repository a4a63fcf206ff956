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
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

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
    private final RateLimits limits;
    private final Clock clock;

    Submissions(
            Entries entries,
            Questionnaires questionnaires,
            ResponseStore store,
            ResponseRepository responses,
            Receipts receipts,
            Contacts contacts,
            RateLimits limits,
            Clock clock) {
        this.entries = entries;
        this.questionnaires = questionnaires;
        this.store = store;
        this.responses = responses;
        this.receipts = receipts;
        this.contacts = contacts;
        this.limits = limits;
        this.clock = clock;
    }

    /// @throws DataAccessException if the database is not available: the outcome is unknown, and the client must try
    ///                             again
    SubmissionResult submit(Respondent respondent, UUID id, SubmittedSheet sheet) {
        var wait = limits.refused(Limit.SUBMISSION, respondent.id());
        if (wait.isPresent()) {
            return replay(respondent, id, sheet).orElse(new TooMany(wait.get()));
        }
        var scope = entries.lastKnownScope(sheet.entry());
        while (true) {
            var judged = scope.map(found -> judge(found, respondent, id, sheet, now()))
                    .orElse(new Rejected(new UnknownEntry()));
            if (judged instanceof Passed(var response)) {
                switch (store.store(response)) {
                    case Outcome.Stored() -> {
                        return new Stored(receipts.issue(id, response.receivedAt()));
                    }
                    case Outcome.Known(var first) -> {
                        return repeated(first, isSame(first, response));
                    }
                    case Outcome.AlreadyAnswered() -> {
                        return new AlreadyAnswered();
                    }
                    case Outcome.Full() -> {
                        return new QuotaFull();
                    }
                    case Outcome.Stale() -> scope = entries.scope(sheet.entry());
                }
            } else if (judged instanceof Rejected(var reason)) {
                var replay = replay(respondent, id, sheet);
                var current = replay.isPresent() ? scope : entries.scope(sheet.entry());
                if (replay.isPresent() || sameRevision(scope, current)) {
                    return replay.orElse(reason);
                }
                scope = current;
            }
        }
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
                            now));
        };
    }

    /// The outcome if the id was used before; empty if it is new.
    private Optional<SubmissionResult> replay(Respondent respondent, UUID id, SubmittedSheet sheet) {
        return responses.find(UuidColumn.bytes(id)).map(first -> repeated(first, isSame(first, respondent, sheet)));
    }

    private SubmissionResult repeated(FirstSubmission first, boolean isSame) {
        return isSame ? new Repeated(receipts.issue(UuidColumn.uuid(first.id()), first.receivedAt())) : new IdReused();
    }

    private boolean isSame(FirstSubmission first, Respondent respondent, SubmittedSheet sheet) {
        return MessageDigest.isEqual(first.bodyHash(), sheet.hash()) && receipts.belongsTo(first, respondent);
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
