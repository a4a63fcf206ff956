package io.github.certpulse.faults.people;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A respondent who comes once, and does something that respondents do.
///
/// @param marks  gives each draft its mark
/// @param name   for the journal
/// @param over   when to stop trying
/// @param failed is told what goes wrong in the background
record Person(
        Client client,
        Survey survey,
        AtomicInteger marks,
        String name,
        String token,
        BooleanSupplier over,
        Consumer<Throwable> failed) {
    /// One in so many people sends the sheets for all certificates of the school by one request.
    private static final int ONE_IN_SENDS_SEVERAL = 3;

    /// What people do with a sheet for one certificate.
    private enum Alone {
        NOTHING_ELSE,
        WITH_A_CONTACT,
        AND_ONE_FOR_ANOTHER_CERTIFICATE,
        AGAIN,
        TWICE_AT_ONCE,
        WITH_ANOTHER_CONTENT_UNDER_ITS_ID,
        AGAIN_UNDER_ANOTHER_ID,
        FLAWED
    }

    /// What people do with sheets for all certificates of a school.
    private enum Several {
        NOTHING_ELSE,
        WITH_A_CONTACT,
        WITH_A_FLAWED_ONE_BETWEEN,
        WITH_AN_ID_TWICE,
        AGAIN,
        TWICE_AT_ONCE,
        WITH_ONE_OF_THEM_ALONE_AT_ONCE
    }

    /// Something that takes time.
    interface Work {
        void run() throws InterruptedException;
    }

    void come() throws InterruptedException {
        var seat = any(survey.seats());
        if (ThreadLocalRandom.current().nextInt(ONE_IN_SENDS_SEVERAL) == 0) {
            sendSeveral(any(List.of(Several.values())), drafts(seat));
        } else {
            send(any(List.of(Alone.values())), draft(seat));
        }
    }

    private void send(Alone habit, Draft draft) throws InterruptedException {
        switch (habit) {
            case NOTHING_ELSE -> send(draft);
            case WITH_A_CONTACT -> send(draft.withContact());
            case AND_ONE_FOR_ANOTHER_CERTIFICATE -> {
                send(draft);
                send(draft(any(others(draft.seat()))));
            }
            case AGAIN -> {
                send(draft);
                send(draft);
            }
            case TWICE_AT_ONCE -> atOnce(() -> send(draft), () -> send(draft));
            case WITH_ANOTHER_CONTENT_UNDER_ITS_ID -> {
                var changed = draft.changed(marks.incrementAndGet());
                if (ThreadLocalRandom.current().nextBoolean()) {
                    atOnce(() -> send(draft), () -> send(changed));
                } else {
                    send(draft);
                    send(changed);
                }
            }
            case AGAIN_UNDER_ANOTHER_ID -> {
                var again = draft.again(marks.incrementAndGet());
                atOnce(() -> send(draft), () -> send(again));
            }
            case FLAWED -> send(draft.flawed());
        }
    }

    private void sendSeveral(Several habit, List<Draft> drafts) throws InterruptedException {
        switch (habit) {
            case NOTHING_ELSE -> send(drafts);
            case WITH_A_CONTACT -> send(drafts.stream().map(Draft::withContact).toList());
            case WITH_A_FLAWED_ONE_BETWEEN -> {
                var withFlawed = new ArrayList<>(drafts);
                withFlawed.set(1, drafts.get(1).flawed());
                send(withFlawed);
            }
            case WITH_AN_ID_TWICE -> {
                var withChanged = new ArrayList<>(drafts);
                withChanged.add(any(drafts).changed(marks.incrementAndGet()));
                send(withChanged);
            }
            case AGAIN -> {
                send(drafts);
                send(drafts);
            }
            case TWICE_AT_ONCE -> atOnce(() -> send(drafts), () -> send(drafts.reversed()));
            case WITH_ONE_OF_THEM_ALONE_AT_ONCE -> {
                var one = any(drafts);
                atOnce(() -> send(drafts), () -> send(one));
            }
        }
    }

    private void atOnce(Work first, Work second) throws InterruptedException {
        var other = inBackground(second, failed);
        first.run();
        other.join();
    }

    static Thread inBackground(Work work, Consumer<Throwable> failed) {
        return Thread.startVirtualThread(() -> {
            try {
                work.run();
            } catch (InterruptedException | RuntimeException | Error failure) {
                failed.accept(failure);
            }
        });
    }

    private void send(Draft draft) throws InterruptedException {
        client.submit(draft, over);
    }

    private void send(List<Draft> drafts) throws InterruptedException {
        client.submitTogether(drafts, over);
    }

    private Draft draft(Seat seat) {
        return Draft.valid(name, token, seat, marks.incrementAndGet());
    }

    /// For all certificates of the seat's school, in any order.
    private List<Draft> drafts(Seat seat) {
        var seats = new ArrayList<>(others(seat));
        seats.add(seat);
        Collections.shuffle(seats);
        return seats.stream().map(this::draft).toList();
    }

    /// For the other certificates of the seat's school, in the same role.
    private List<Seat> others(Seat seat) {
        return survey.seats()
                .stream()
                .filter(other -> other.role() == seat.role() && other.school().equals(seat.school()))
                .filter(other -> !other.certificate().equals(seat.certificate()))
                .toList();
    }

    private static <T> T any(List<T> all) {
        return all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }
}
