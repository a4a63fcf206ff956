package io.github.certpulse.intake.submission;

import io.github.certpulse.intake.admission.NewBrowsers;
import io.github.certpulse.intake.submission.SubmissionResult.TooMany;
import io.github.certpulse.intake.submission.SubmissionResult.TooManyNewBrowsers;
import io.github.certpulse.intake.submission.SubmissionResult.TooManyWords;
import io.github.certpulse.intake.siteword.SiteWords.Verdict;
import io.github.certpulse.intake.siteword.WordGuesses;
import io.github.certpulse.platform.redis.Demand.Taking;
import io.github.certpulse.platform.redis.Demand;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.redis.RateLimits;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.entry.Entries.Scope;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Optional;

/// The limits on sheets, on wrong site words and on new browsers, asked in one call for each attempt.
@Singleton
class SubmissionLimits {
    private final RateLimits limits;
    private final NewBrowsers browsers;

    SubmissionLimits(RateLimits limits, NewBrowsers browsers) {
        this.limits = limits;
        this.browsers = browsers;
    }

    /// Whether [#refused] answers at once, without asking Redis.
    boolean isOff(Verdict word) {
        return limits.isOff(Limit.SUBMISSION) && (word == Verdict.NOT_ASKED || word == Verdict.MISSING);
    }

    /// Why the attempt is refused, if a limit has no permit.
    ///
    /// @param isValid whether the sheet would be stored now; only then a new browser counts, so that nobody uses up a
    ///                school's permits with sheets that are refused
    Optional<SubmissionResult> refused(Attempt attempt, Optional<Scope> scope, Verdict word, boolean isValid) {
        var demands = new ArrayList<Demand>();
        var person = scope.map(WordGuesses::together).orElse("") + attempt.respondent().id();
        demands.add(Demand.of(Limit.SUBMISSION, person, Taking.TAKE));
        scope.ifPresent(known -> {
            demands.addAll(WordGuesses.demands(word, known, attempt.respondent(), attempt.address()));
            if (isValid && attempt.respondent().channel() == Channel.WEB) {
                demands.add(browsers.demand(known, attempt.respondent()));
            }
        });
        var refusal = limits.refused(demands);
        if (refusal.isPresent() && refusal.get().limit() == Limit.NEW_BROWSERS) {
            scope.ifPresent(browsers::refused);
        }
        return refusal.map(SubmissionLimits::result);
    }

    private static SubmissionResult result(RateLimits.Refusal refusal) {
        if (refusal.limit() == Limit.SUBMISSION) {
            return new TooMany(refusal.delay());
        }
        return refusal.limit() == Limit.NEW_BROWSERS ? new TooManyNewBrowsers(refusal.delay())
                : new TooManyWords(refusal.delay());
    }
}
