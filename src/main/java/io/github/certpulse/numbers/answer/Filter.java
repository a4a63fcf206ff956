package io.github.certpulse.numbers.answer;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.spelling.NameKey;
import java.util.Optional;

/// Which of a campaign's responses are counted.
///
/// @param school      an id
/// @param certificate a certificate's name, over all schools that pilot it; names pass in any spelling, [NameKey]
public record Filter(
        Role role,
        Optional<String> city,
        Optional<String> level,
        Optional<String> route,
        Optional<Long> school,
        Optional<String> certificate,
        Quality quality) {

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
                quality);
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
}
