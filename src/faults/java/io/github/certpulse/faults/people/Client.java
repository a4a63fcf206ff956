package io.github.certpulse.faults.people;

import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.Visitor;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/// A respondent's client: it keeps sheets and ids, and tries again as long as an outcome is unknown.
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
    void submit(Draft draft, BooleanSupplier over) throws InterruptedException {
        while (!over.getAsBoolean() && !isKnown(draft)) {
            pause();
        }
    }

    /// Sends several sheets of a person by one request, and those whose outcome is unknown again, until each is
    /// acknowledged or refused.
    ///
    /// @param over when to stop trying
    void submitTogether(List<Draft> drafts, BooleanSupplier over) throws InterruptedException {
        var open = drafts;
        while (!over.getAsBoolean() && !open.isEmpty()) {
            open = unknown(open);
            if (!open.isEmpty()) {
                pause();
            }
        }
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextInt(MIN_MILLIS, MAX_MILLIS));
    }

    private boolean isKnown(Draft draft) {
        var number = journal.sent(draft);
        try {
            var reply = any().with(draft.token()).put("/api/v1/responses/" + draft.id(), draft.bytes());
            return isKnown(number, SheetReply.of(reply));
        } catch (UncheckedIOException noAnswer) {
            pulse.missed();
            return false;
        }
    }

    private boolean isKnown(long number, SheetReply reply) {
        journal.answered(number, reply);
        if (reply.isAcknowledged()) {
            pulse.acknowledged(reply.isNew());
        } else if (!reply.isKnown()) {
            pulse.missed();
        }
        return reply.isKnown();
    }

    /// Those of several sheets whose outcome is unknown after one request.
    private List<Draft> unknown(List<Draft> drafts) {
        var numbers = drafts.stream().map(journal::sent).toList();
        try {
            var array =
                    Sheets.array(drafts.stream().map(draft -> Sheets.identified(draft.id(), draft.body())).toList());
            var reply = any().with(drafts.getFirst().token()).post("/api/v1/responses", array);
            var open = new ArrayList<Draft>();
            for (var i = 0; i < drafts.size(); i++) {
                if (!isKnown(numbers.get(i), replyTo(drafts.get(i), i, reply))) {
                    open.add(drafts.get(i));
                }
            }
            return open;
        } catch (UncheckedIOException noAnswer) {
            pulse.missed();
            return drafts;
        }
    }

    /// @param reply without outcomes, if it is not 200: then it counts for each sheet
    private static SheetReply replyTo(Draft draft, int place, Reply reply) {
        return reply.status() == 200 ? SheetReply.of(draft.id(), reply.list("outcomes").get(place))
                : SheetReply.of(reply);
    }

    /// One of the addresses, as a client behind a balancer gets it.
    Visitor any() {
        return addresses.get(ThreadLocalRandom.current().nextInt(addresses.size()));
    }
}
