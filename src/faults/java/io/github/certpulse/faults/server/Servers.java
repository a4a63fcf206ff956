package io.github.certpulse.faults.server;

import io.github.certpulse.testing.FakeWechat;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The running servers of a scenario, as load and checks see them.
public interface Servers {

    /// Where clients reach the service: one address, or several among which they choose.
    List<URI> addresses();

    /// A connection to the service's database, past everything that a fault disturbs.
    Connection database() throws SQLException;

    /// The service's processes, to look into their JVMs.
    List<Replica> replicas();

    FakeWechat wechat();

    /// The service's secret, in Base64, with which respondents' tokens are signed.
    String secret();

    /// The longest time without a stored sheet, where the servers heal by themselves; empty: any time.
    default Optional<Duration> maxPause() {
        return Optional.empty();
    }

    /// Whether a proxy in front of the replicas sends a request again, to another replica, if the first one has died.
    default boolean repeatRequests() {
        return false;
    }

    /// Something that differs between copies of the database.
    default Optional<String> difference() throws SQLException {
        return Optional.empty();
    }

    /// Ends all of them.
    void close();
}
