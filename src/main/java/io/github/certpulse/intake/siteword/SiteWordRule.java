package io.github.certpulse.intake.siteword;

import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/// Of whom a campaign asks the site word, at which schools, and how many new browsers a school may have in an hour.
///
/// @param schools            the ids of the schools where it is asked; empty if it is asked at all of them
/// @param newBrowsersPerHour at least so many; empty: the number that follows from the roster
public record SiteWordRule(
        PerRole<Asked> asked,
        boolean allSchools,
        Set<Long> schools,
        OptionalInt newBrowsersPerHour) {
    public static final int MAX_NEW_BROWSERS = 1_000_000;
    /// The rule of a campaign for which the office has set none.
    public static final SiteWordRule NONE =
            new SiteWordRule(new PerRole<>(Asked.OFF, Asked.OFF), true, Set.of(), OptionalInt.empty());

    /// Of which respondents a role's word is asked.
    public enum Asked {
        OFF,
        /// Of browsers; sheets from WeChat need none.
        WEB,
        ALL;

        /// The channels whose sheets need the word.
        public Set<Channel> channels() {
            return switch (this) {
                case OFF -> Set.of();
                case WEB -> Set.of(Channel.WEB);
                case ALL -> Collections.unmodifiableSet(EnumSet.allOf(Channel.class));
            };
        }
    }

    public SiteWordRule {
        schools = allSchools ? Set.of() : Set.copyOf(schools);
        if (newBrowsersPerHour.isPresent()
                && (newBrowsersPerHour.getAsInt() < 1 || newBrowsersPerHour.getAsInt() > MAX_NEW_BROWSERS)) {
            throw new IllegalArgumentException("From 1 to " + MAX_NEW_BROWSERS + " new browsers an hour");
        }
    }

    /// Of whom the word is asked at a school.
    public Asked at(long school, Role role) {
        return allSchools || schools.contains(school) ? asked.of(role) : Asked.OFF;
    }
}
