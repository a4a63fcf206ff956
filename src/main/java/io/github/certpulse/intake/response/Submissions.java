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
import io.github.certpulse.intake.stored.NewResponse;
import io.github.certpulse.intake.stored.ResponseRepository;
import io.github.certpulse.intake.stored.ResponseStore;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.platform.database.UuidColumn;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.redis.RateLimits;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.survey.entry.Entries;
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

/// Takes answer sheets in. A good sheet is judged by what is remembered and stored by one statement that also verifies
/// that nothing has changed since; only where something says no is the database asked why, in the contract's order,
/// and first of all whether the sheet is stored already.
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

    /// @throws DataAccessException where the database is out of reach: nothing is known then, the client tries again
    SubmissionResult submit(Respondent respondent, UUID id, SubmittedSheet sheet) {
        var wait = limits.refused(Limit.SUBMISSION, respondent.id());
        if (wait.isPresent()) {
            return replay(respondent, id, sheet).orElse(new TooMany(wait.get()));
        }
        var scope = entries.lastKnownScope(sheet.entry());
        while (true) {
            var judged = scope.map(known -> judge(known, respondent, id, sheet, now()))
                    .orElse(new Refused(new UnknownEntry()));
            if (judged instanceof Fit(var response)) {
                switch (store.store(response)) {
                    case STORED -> {
                        return new Stored(receipts.of(id, response.receivedAt()));
                    }
                    case DUPLICATE -> {
                        return replay(respondent, id, sheet).orElse(new AlreadyAnswered());
                    }
                    case FULL -> {
                        return replay(respondent, id, sheet)
                                .orElseGet(() -> isAnswered(response) ? new AlreadyAnswered() : new QuotaFull());
                    }
                    case STALE -> scope = entries.scope(sheet.entry());
                }
            } else if (judged instanceof Refused(var reason)) {
                var replay = replay(respondent, id, sheet);
                var current = replay.isPresent() ? scope : entries.scope(sheet.entry());
                if (replay.isPresent() || sameRevision(scope, current)) {
                    return replay.orElse(reason);
                }
                scope = current;
            }
        }
    }

    /// Withdraws the contact of a response, if the response is the respondent's and has one.
    boolean withdrawContact(Respondent respondent, UUID response) {
        return responses.find(UuidColumn.bytes(response))
                .filter(known -> receipts.belongsTo(known, respondent))
                .filter(_ -> contacts.withdraw(response))
                .isPresent();
    }

    /// What a look at the sheet says, before anything is stored.
    sealed interface Judgement {}

    record Fit(NewResponse response) implements Judgement {}

    record Refused(SubmissionResult reason) implements Judgement {}

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Judges a sheet by the rules of a moment.
    Judgement judge(Scope scope, Respondent respondent, UUID id, SubmittedSheet sheet, Instant now) {
        var campaign = scope.campaign();
        switch (campaign.state(now)) {
            case SCHEDULED -> {
                return new Refused(new NotOpen());
            }
            case CLOSED -> {
                return new Refused(new Closed());
            }
            case OPEN, CLOSING -> {}
        }
        if (!campaign.channels().contains(respondent.channel())) {
            return new Refused(
                    respondent.channel() == Campaign.Channel.WEB ? new WebChannelOff() : new WechatChannelOff());
        }
        var current = campaign.questionnaire(scope.role());
        if (!current.equals(sheet.questionnaire())) {
            return new Refused(new Outdated());
        }
        var certificate = Ids.parse(sheet.certificate()).flatMap(scope::certificate);
        if (certificate.isEmpty()) {
            return new Refused(new UnknownCertificate());
        }
        var definition = questionnaires.find(current.code(), current.version()).orElseThrow().definition();
        var prefilled = definition.prefilled(Optional.ofNullable(scope.school().city()), scope.school().level());
        return switch (SheetCheck.check(definition, prefilled, sheet.sheet())) {
            case Checked.Invalid(var violations) -> new Refused(new Invalid(violations));
            case Checked.Accepted accepted -> new Fit(
                    new NewResponse(
                            id,
                            scope,
                            certificate.get(),
                            respondent.within(campaign),
                            respondent.channel(),
                            accepted,
                            accepted.contact().map(contact -> contacts.sealed(id, contact)),
                            sheet.hash(),
                            sheet.elapsedSeconds(),
                            now));
        };
    }

    /// What the id's first use was answered with; empty where it is new.
    private Optional<SubmissionResult> replay(Respondent respondent, UUID id, SubmittedSheet sheet) {
        return responses.find(UuidColumn.bytes(id))
                .map(
                        known -> isSame(known, respondent, sheet)
                                ? new Repeated(receipts.of(id, known.receivedAt()))
                                : new IdReused());
    }

    private boolean isSame(ResponseRepository.Known known, Respondent respondent, SubmittedSheet sheet) {
        return MessageDigest.isEqual(known.bodyHash(), sheet.hash()) && receipts.belongsTo(known, respondent);
    }

    private boolean isAnswered(NewResponse response) {
        return responses
                .isAnswered(
                        response.scope().school().id(),
                        response.scope().role(),
                        response.respondent(),
                        response.certificate().id())
                .isPresent();
    }

    private static boolean sameRevision(Optional<Scope> one, Optional<Scope> other) {
        return one.map(scope -> scope.campaign().revision()).equals(other.map(scope -> scope.campaign().revision()));
    }
}
