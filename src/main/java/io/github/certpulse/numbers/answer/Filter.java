package io.github.certpulse.numbers.answer;

import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.spelling.NameKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Which of a campaign's responses are counted.
///
/// @param school       an id
/// @param certificate  a certificate's name, over all schools that pilot it; names pass in any spelling, [NameKey]
/// @param from         only what was received at this time or later; compared in milliseconds, as receipts show times
/// @param to           only what was received before this time
/// @param withSetAside whether responses that are set aside pass too
public record Filter(
        Role role,
        Optional<String> city,
        Optional<String> level,
        Optional<String> route,
        Optional<Long> school,
        Optional<String> certificate,
        Quality quality,
        Optional<Channel> channel,
        Optional<Instant> from,
        Optional<Instant> to,
        boolean withSetAside) {

    public Filter {
        from = from.map(Filter::inWholeMillis);
        to = to.map(Filter::inWholeMillis);
    }

    /// The filter that every response of a role passes.
    public static Filter all(Role role) {
        return all(role, Quality.ALL);
    }

    /// The filter that every response of a role passes if it is of this quality.
    public static Filter all(Role role, Quality quality) {
        return new Filter(
                role,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                quality,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /// The filter that every response of a role from a school passes.
    public static Filter ofSchool(Role role, long school) {
        var all = all(role);
        return new Filter(
                role,
                all.city,
                all.level,
                all.route,
                Optional.of(school),
                all.certificate,
                all.quality,
                all.channel,
                all.from,
                all.to,
                false);
    }

    /// The same, whether or not responses that are set aside pass.
    public Filter withSetAside(boolean included) {
        return new Filter(
                role,
                city,
                level,
                route,
                school,
                certificate,
                quality,
                channel,
                from,
                to,
                included);
    }

    /// Whether responses of this origin pass.
    public boolean passes(Origin origin) {
        return matches(city, origin.city())
                && matches(level, Optional.of(origin.level()))
                && matches(route, origin.route())
                && (school.isEmpty() || school.get() == origin.school())
                && matches(certificate, Optional.of(origin.certificateName()));
    }

    private static boolean matches(Optional<String> filter, Optional<String> name) {
        return filter.isEmpty() || name.isPresent() && NameKey.same(filter.get(), name.get());
    }

    /// Upwards: a time in whole milliseconds lies before the given one exactly if it lies before this one.
    private static Instant inWholeMillis(Instant time) {
        var below = time.truncatedTo(ChronoUnit.MILLIS);
        return below.equals(time) ? time : below.plusMillis(1);
    }
}
