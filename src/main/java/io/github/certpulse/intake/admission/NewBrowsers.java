package io.github.certpulse.intake.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.admission.NewBrowserRepository.RefusalRow;
import io.github.certpulse.intake.siteword.SiteWordRule;
import io.github.certpulse.intake.siteword.SiteWords;
import io.github.certpulse.intake.siteword.WordGuesses;
import io.github.certpulse.platform.redis.Demand;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.entry.Entries.Scope;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// The limit on new browsers: how many browser respondents may hand in their first sheet at a school within an hour. It
/// stops a program that becomes a new respondent with every sheet, and no class: the number is that of all registered
/// students, and 500 for teachers and for rosters that are out of date.
@Singleton
public class NewBrowsers {
    /// How long the office is told that a school had too many.
    public static final Duration TOLD = Duration.ofHours(24);
    private static final Duration HOUR = Duration.ofHours(1);
    /// A refusal is stored at most so often for a school.
    private static final Duration STORED_EVERY = Duration.ofMinutes(1);
    private final SiteWords words;
    private final NewBrowserRepository refusals;
    private final Clock clock;
    private final Cache<Long, Instant> stored =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(STORED_EVERY).build();

    NewBrowsers(SiteWords words, NewBrowserRepository refusals, Clock clock) {
        this.words = words;
        this.refusals = refusals;
        this.clock = clock;
    }

    /// The demand on the limit for a browser's sheet.
    public Demand demand(Scope scope, Respondent browser) {
        var number = perHour(words.rule(scope.campaign()).newBrowsersPerHour(), scope.certificates());
        // Another number begins anew, so that raising it helps at once.
        var school = WordGuesses.together(scope) + number;
        return Demand.ofNewcomer(Limit.NEW_BROWSERS, school, number, HOUR, browser.id());
    }

    /// How many new browsers a school may have in an hour.
    ///
    /// @param least        the number that the office has set
    /// @param certificates those that the school pilots
    public static int perHour(OptionalInt least, List<Certificate> certificates) {
        var registered = certificates.stream().mapToLong(Certificate::registeredStudents).sum();
        var fromRoster = Math.min(SiteWordRule.MAX_NEW_BROWSERS, Limit.NEW_BROWSERS.permits() + registered);
        return (int) Math.max(fromRoster, least.orElse(1));
    }

    /// Remembers for the office that new browsers were refused at a school.
    public void refused(Scope scope) {
        var now = clock.instant();
        if (stored.asMap().putIfAbsent(scope.school().id(), now) == null) {
            refusals.store(scope.school().id(), now);
        }
    }

    /// When new browsers were last refused, by school; only schools where it was within [#TOLD].
    public Map<Long, Instant> lately(Campaign campaign) {
        return refusals.ofCampaign(campaign.id(), clock.instant().minus(TOLD))
                .stream()
                .collect(Collectors.toMap(RefusalRow::schoolId, RefusalRow::refusedAt));
    }
}
