package io.github.certpulse.console.signin;

import io.github.certpulse.access.session.Session;
import java.util.List;
import java.util.Optional;

/// A person's own sessions.
///
/// @param current the id of the session of this request
/// @param ended   how many sessions this request has ended; empty where it was not to end any
/// @param factors whether the person can have a second factor
public record SessionsPage(List<Session> sessions, long current, Optional<Integer> ended, boolean factors) {

    public boolean hasOthers() {
        return sessions.stream().anyMatch(session -> session.id() != current);
    }
}
