package io.github.certpulse.progress;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/// What has come in, by school: from Redis, or, while that is away, from the responses themselves.
@Singleton
class Counts {
    private final CountStore live;
    private final CountRepository responses;

    Counts(CountStore live, CountRepository responses) {
        this.live = live;
        this.responses = responses;
    }

    /// The counts of some schools, at most two seconds old. A school of which nothing has come in is absent.
    Map<Long, SchoolCounts> of(Collection<Long> schools) throws SQLException {
        var found = live.of(schools);
        return found.isPresent() ? found.get() : exact(schools);
    }

    /// The counts of some schools at this moment, from the responses themselves: where something is decided by them.
    Map<Long, SchoolCounts> exact(Collection<Long> schools) throws SQLException {
        return responses.of(schools);
    }
}
