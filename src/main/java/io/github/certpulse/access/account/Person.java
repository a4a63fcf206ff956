package io.github.certpulse.access.account;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.http.StaffRole;
import io.github.certpulse.platform.problem.Problem;
import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The signed-in member of the office or clerk who sends a request. It alone decides which school a clerk sees, never a
/// parameter of the request.
///
/// @param contacts           whether this person may read contacts
/// @param session            the id of the session with which the request was sent
/// @param mustChangePassword whether this person still has a first password
/// @param hasSecondFactor    whether this person has set up a second factor
public record Person(
        long accountId,
        String username,
        StaffRole role,
        boolean contacts,
        Optional<Long> schoolId,
        long session,
        boolean mustChangePassword,
        boolean hasSecondFactor) {

    /// The person who sends a request; empty where it is a respondent.
    public static Optional<Person> find(Authentication authentication) {
        return authentication instanceof SignedIn signedIn ? Optional.of(signedIn.person) : Optional.empty();
    }

    /// The person who sends a request.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `forbidden` where it is a respondent
    public static Person from(Authentication authentication) {
        return find(authentication).orElseThrow(Problem.FORBIDDEN::exception);
    }

    /// The id of a clerk's school.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `forbidden` where the person is no clerk
    public long ownSchool() {
        return schoolId.orElseThrow(Problem.FORBIDDEN::exception);
    }

    /// This person for the framework.
    public Authentication authentication() {
        return new SignedIn(this);
    }

    private static final class SignedIn implements Authentication {
        private final transient Person person;

        private SignedIn(Person person) {
            this.person = person;
        }

        @Override
        public String getName() {
            return person.username;
        }

        @Override
        public List<String> getRoles() {
            var right = person.role.right();
            return person.contacts ? List.of(right, Rights.CONTACTS) : List.of(right);
        }

        @Override
        public Map<String, Object> getAttributes() {
            return Map.of();
        }
    }
}
