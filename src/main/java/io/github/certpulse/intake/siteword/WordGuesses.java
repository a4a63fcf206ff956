package io.github.certpulse.intake.siteword;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.siteword.SiteWords.Verdict;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.platform.redis.Demand.Taking;
import io.github.certpulse.platform.redis.Demand;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.entry.Entries.Scope;
import java.time.Duration;
import java.util.List;

/// Slows down the guessing of site words. Only wrong words count. While a limit has no permit, right words are refused
/// as well, because otherwise guessing would go on; the limits of an address and of a code are back within seconds.
/// These do not hold for WeChat, where nobody becomes another respondent at will: so a school can always go on there.
public final class WordGuesses {
    private WordGuesses() {}

    /// The demands on the limits for a sheet's word; none if no word was given or needed.
    public static List<Demand> demands(Verdict verdict, Scope scope, Respondent respondent, String address) {
        return switch (verdict) {
            case NOT_ASKED, MISSING -> List.of();
            case RIGHT -> demands(scope, respondent, address, Taking.LOOK);
            case WRONG -> demands(scope, respondent, address, Taking.TAKE);
        };
    }

    /// The beginning of all subjects at a school, by which a cluster of Redis stores their keys together.
    public static String together(Scope scope) {
        return "{" + Ids.text(scope.school().id()) + "}";
    }

    /// The problem of too many wrong words.
    public static ProblemException tooMany(Duration wait) {
        var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return Problem.TOO_MANY_ATTEMPTS
                .because(
                        "口令输错的次数过多，请 %d 秒后再试；答卷不会丢失".formatted(seconds),
                        "Too many wrong site words, please try again in %d seconds; your answers are kept"
                                .formatted(seconds))
                .retryAfter(wait);
    }

    private static List<Demand> demands(Scope scope, Respondent respondent, String address, Taking taking) {
        var code = together(scope) + scope.role().name();
        var own = Demand.of(Limit.SITE_WORD, code + ":" + respondent.id(), taking);
        return respondent.channel() == Channel.WECHAT ? List.of(own)
                : List.of(
                        own,
                        Demand.of(Limit.SITE_WORD_ADDRESS, code + ":" + address, taking),
                        Demand.of(Limit.SITE_WORD_CODE, code, taking));
    }
}
