package io.github.certpulse.numbers.answer;

import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.roster.NameKey;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Optional;

/// Which of a campaign's responses are looked at.
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

    /// Whether responses of doubtful quality are among them.
    public enum Quality {
        ALL,
        /// Only those that no flag marks as doubtful.
        UNFLAGGED;

        /// As it stands in an address: `all`, also where nothing stands there, or `unflagged`.
        ///
        /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid`
        public static Quality parse(@Nullable String name) {
            return switch (name == null || name.isBlank() ? "all" : name) {
                case "all" -> ALL;
                case "unflagged" -> UNFLAGGED;
                default -> throw Problem.PARAMETER_INVALID.with(
                        List.of(
                                new Violation(
                                        "quality",
                                        "invalid",
                                        new Words("须为 all 或 unflagged", "must be all or unflagged"))));
            };
        }
    }

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
