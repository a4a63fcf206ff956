package io.github.certpulse.platform.connection;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// How long the service waits for a client, in whole seconds. Only the time counts in which the service is ready to
/// read, so that it never counts its own work.
///
/// @param idle  between two requests, or before the first
/// @param head  from the first byte of a request's head to its last
/// @param body  for a body; each [#pace] bytes that arrive add a second
/// @param pace  bytes a second. The slowest phone line (GPRS, 20 kbit/s) is more than twice as fast
/// @param whole for a body, whatever its pace
@ConfigurationProperties("certpulse.connections")
record ConnectionLimits(
        @Bindable(defaultValue = "75s") Duration idle,
        @Bindable(defaultValue = "10s") Duration head,
        @Bindable(defaultValue = "30s") Duration body,
        @Bindable(defaultValue = "1024") int pace,
        @Bindable(defaultValue = "1h") Duration whole) {

    ConnectionLimits {
        if (pace < 1) {
            throw new IllegalArgumentException("pace must be positive");
        }
    }

    /// Whether a body has taken too long.
    ///
    /// @param waited   seconds
    /// @param received bytes
    boolean isTooSlow(long waited, long received) {
        return waited > whole.toSeconds() || waited > body.toSeconds() + received / pace;
    }
}
