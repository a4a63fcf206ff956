package io.github.certpulse.platform.connection;

import io.netty.handler.codec.http.HttpContent;

/// Counts the seconds for which a connection waits for its client, and the bytes of the current body.
final class Waiting {
    private final ConnectionLimits limits;
    private boolean inHead;
    private long seconds;
    private long received;

    Waiting(ConnectionLimits limits) {
        this.limits = limits;
    }

    /// A request's head is whole.
    void beginBody() {
        inHead = false;
        seconds = 0;
        received = 0;
    }

    /// The client has done what the connection waited for.
    void end() {
        seconds = 0;
    }

    void receive(HttpContent content) {
        received += content.content().readableBytes();
    }

    boolean hasReceivedMoreThan(int bytes) {
        return received > bytes;
    }

    /// Counts a second in a body.
    boolean isTooLongForBody() {
        seconds++;
        return limits.isTooSlow(seconds, received);
    }

    /// Counts a second between two bodies.
    ///
    /// @param head  whether a part of a head has arrived
    /// @param counts whether the client is waited for
    boolean isTooLongBetweenBodies(boolean head, boolean counts) {
        if (inHead != head) {
            inHead = head;
            seconds = 0;
        }
        if (counts) {
            seconds++;
        }
        return seconds > (head ? limits.head() : limits.idle()).toSeconds();
    }

    /// Counts a second after the last answer.
    boolean isTooLongAfterAnswer(int most) {
        seconds++;
        return seconds > most;
    }
}
