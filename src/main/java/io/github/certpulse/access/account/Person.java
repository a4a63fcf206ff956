package io.github.certpulse.access.account;

import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.micronaut.security.authentication.Authentication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The signed-in member of the office or clerk behind a request. What a clerk sees hangs on this, never on the request.
///
/// @param contacts whether this person may see who asked to be contacted
/// @param token    the number of the token in hand
public record Person(
        long accountId,
        String username,
        String role,
        boolean contacts,
        Optional<Long> schoolId,
        int token) {
    private static final String ACCOUNT = "account";
    private static final String SCHOOL = "school";
    private static final String TOKEN = "token";
    private static final String MUST_CHANGE = "mustChangePassword";

    public static Person from(Authentication authentication) {
        var attributes = authentication.getAttributes();
        return new Person(
                (Long) Objects.requireNonNull(attributes.get(ACCOUNT)),
                authentication.getName(),
                authentication.getRoles().iterator().next(),
                authentication.getRoles().contains(Rights.CONTACTS),
                Optional.ofNullable((Long) attributes.get(SCHOOL)),
                (Integer) Objects.requireNonNull(attributes.get(TOKEN)));
    }

    /// A clerk's school.
    public long ownSchool() {
        return schoolId.orElseThrow(Problem.FORBIDDEN::exception);
    }

    static Authentication authentication(Account account, int token) {
        var attributes = new HashMap<String, Object>(
                Map.of(ACCOUNT, account.id(), TOKEN, token, MUST_CHANGE, account.mustChangePassword()));
        if (account.schoolId() != null) {
            attributes.put(SCHOOL, account.schoolId());
        }
        return Authentication.build(
                account.username(),
                account.mayReadContacts() ? List.of(account.role(), Rights.CONTACTS) : List.of(account.role()),
                attributes);
    }

    /// Whether somebody still has a first password.
    public static boolean mustChangePassword(Authentication authentication) {
        return Boolean.TRUE.equals(authentication.getAttributes().get(MUST_CHANGE));
    }
}
