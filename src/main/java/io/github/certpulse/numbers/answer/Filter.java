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

    /// Everything that came from a role.
    public static Filter all(Role role) {
        return new Filter(
                role,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Quality.ALL);
    }

    /// Whether responses from there pass.
    public boolean passes(Origin origin) {
        return agree(city, origin.city())
                && agree(level, Optional.of(origin.level()))
                && agree(route, origin.route())
                && (school.isEmpty() || school.get() == origin.school())
                && agree(certificate, Optional.of(origin.certificateName()));
    }

    private static boolean agree(Optional<String> wanted, Optional<String> name) {
        return wanted.isEmpty() || name.isPresent() && NameKey.same(wanted.get(), name.get());
    }
}
