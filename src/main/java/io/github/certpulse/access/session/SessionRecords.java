package io.github.certpulse.access.session;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores once a minute which sessions were used, so that no request waits for it, and deletes old sessions.
@Singleton
class SessionRecords {
    private static final Logger LOG = LoggerFactory.getLogger(SessionRecords.class);
    /// Longer than any session is valid. Afterwards only the audit trail knows of the sign-in.
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int MAX_AT_ONCE = 500;
    private final SessionRepository rows;
    private final Clock clock;
    private final Set<Long> used = ConcurrentHashMap.newKeySet();

    SessionRecords(SessionRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /// Remembers that a session was used a moment ago.
    void note(long session) {
        used.add(session);
    }

    @Scheduled(fixedDelay = "1m")
    void storeUse() {
        var sessions = List.copyOf(used);
        for (var from = 0; from < sessions.size(); from += MAX_AT_ONCE) {
            var some = new ArrayList<>(sessions.subList(from, Math.min(sessions.size(), from + MAX_AT_ONCE)));
            try {
                rows.seen(some, clock.instant());
                used.removeAll(some);
            } catch (DataAccessException e) {
                LOG.warn("The use of sessions is stored a minute later: {}", e.getMessage());
            }
        }
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "1m")
    void deleteOld() {
        try {
            while (rows.deleteOld(clock.instant().minus(KEPT), MAX_AT_ONCE) == MAX_AT_ONCE) {
                LOG.debug("Deleted {} old sessions", MAX_AT_ONCE);
            }
        } catch (DataAccessException e) {
            LOG.warn("Old sessions are deleted an hour later: {}", e.getMessage());
        }
    }
}
