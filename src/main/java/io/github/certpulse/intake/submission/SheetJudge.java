package io.github.certpulse.intake.submission;

import io.github.certpulse.intake.contact.Contacts;
import io.github.certpulse.intake.submission.Attempt.Sender;
import io.github.certpulse.intake.submission.SubmissionResult.Closed;
import io.github.certpulse.intake.submission.SubmissionResult.Invalid;
import io.github.certpulse.intake.submission.SubmissionResult.NotOpen;
import io.github.certpulse.intake.submission.SubmissionResult.Outdated;
import io.github.certpulse.intake.submission.SubmissionResult.SiteWordRequired;
import io.github.certpulse.intake.submission.SubmissionResult.SiteWordWrong;
import io.github.certpulse.intake.submission.SubmissionResult.UnknownCertificate;
import io.github.certpulse.intake.submission.SubmissionResult.WebChannelOff;
import io.github.certpulse.intake.submission.SubmissionResult.WechatChannelOff;
import io.github.certpulse.intake.siteword.SiteWords.Verdict;
import io.github.certpulse.intake.siteword.SiteWords;
import io.github.certpulse.intake.storing.NewResponse;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.sheet.Sheet.Checked;
import io.github.certpulse.survey.sheet.SheetCheck;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// Judges sheets before they are stored: by the campaign, the questionnaire and the site word. Whether the respondent
/// has answered already, and whether there is room below a cap, only storing finds out.
@Singleton
class SheetJudge {
    private final Questionnaires questionnaires;
    private final SiteWords words;
    private final Contacts contacts;
    private final Provenances provenances;
    private final Clock clock;

    SheetJudge(
            Questionnaires questionnaires,
            SiteWords words,
            Contacts contacts,
            Provenances provenances,
            Clock clock) {
        this.questionnaires = questionnaires;
        this.words = words;
        this.contacts = contacts;
        this.provenances = provenances;
        this.clock = clock;
    }

    /// The result of checking a sheet, before it is stored.
    sealed interface Judgement {}

    record Passed(NewResponse response) implements Judgement {}

    record Rejected(SubmissionResult reason) implements Judgement {}

    /// @param word what is known of the site word; not asked if a check before it has failed
    record Judged(Judgement judgement, Verdict word) {}

    /// Whether the questionnaire, the rule of the site word and the key of source marks need not be read from the
    /// database.
    boolean isReady(Attempt attempt, Scope scope) {
        var campaign = scope.campaign();
        return questionnaires.isInMemory(campaign.questionnaire(scope.role())) && words.isInMemory(campaign)
                && provenances.areInMemory(campaign, attempt.sender());
    }

    /// The check of the site word comes after that of the certificate and before that of the answers.
    Judged judged(Attempt attempt, Scope scope) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var judgement = judge(scope, attempt.sender(), attempt.id(), attempt.sheet(), now);
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
                            provenances.of(campaign, sender, sheet, now),
                            now));
        };
    }
}
