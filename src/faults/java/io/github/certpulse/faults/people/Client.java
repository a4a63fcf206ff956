package io.github.certpulse.faults.people;

import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Visitor;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/// A respondent's client: it keeps sheet and id, and tries again as long as the outcome is unknown.
final class Client {
    private static final int MIN_MILLIS = 200;
    private static final int MAX_MILLIS = 1000;
    private final List<Visitor> addresses;
    private final Journal journal;
    private final Pulse pulse;

    Client(List<Visitor> addresses, Journal journal, Pulse pulse) {
        this.addresses = addresses;
        this.journal = journal;
        this.pulse = pulse;
    }

    /// Sends a sheet until it is acknowledged or refused.
    ///
    /// @param over when to stop trying
    /// @return whether the outcome is known
    boolean submit(Draft draft, BooleanSupplier over) throws InterruptedException {
        while (!over.getAsBoolean()) {
            if (isKnown(draft)) {
                return true;
            }
            Thread.sleep(ThreadLocalRandom.current().nextInt(MIN_MILLIS, MAX_MILLIS));
        }
        return false;
    }

    private boolean isKnown(Draft draft) {
        var number = journal.sent(draft);
        try {
            var reply = any().with(draft.token()).put("/api/v1/responses/" + draft.id(), draft.bytes());
            journal.answered(number, reply);
            return isKnown(reply);
        } catch (UncheckedIOException noAnswer) {
            pulse.missed();
            return false;
        }
    }

    private boolean isKnown(Reply reply) {
        if (reply.status() == 200 || reply.status() == 201) {
            pulse.acknowledged(reply.status() == 201);
            return true;
        }
        if (reply.status() >= 500 || reply.status() == 429 || reply.status() == 401) {
            pulse.missed();
            return false;
        }
        return true;
    }

    /// One of the addresses, as a client behind a balancer gets it.
    Visitor any() {
        return addresses.get(ThreadLocalRandom.current().nextInt(addresses.size()));
    }
}
