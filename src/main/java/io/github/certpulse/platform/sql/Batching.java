package io.github.certpulse.platform.sql;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/// Lets concurrent callers share round trips to the database: while some batches are under way, the next one gathers
/// (group commit: DeWitt et al., *Implementation techniques for main memory database systems*, SIGMOD 1984). A caller
/// who comes while few batches are under way waits for nobody, so a batch is as large as the load demands. The work is
/// done by one of its callers, and begins after the call of each of them.
public final class Batching<I, O> {
    private final int atOnce;
    private final IntUnaryOperator size;
    private final Function<List<I>, List<O>> work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Caller<I, O>> waiting = new ArrayDeque<>();
    private int underWay;

    /// @param atOnce  the most batches that are under way at the same time
    /// @param largest the most items in one batch
    /// @param work    gets the items of a batch, at least one, and returns their results in the same order. If it
    ///                throws, that is the outcome for all of them and for those who wait: their turn would come too
    ///                late
    public Batching(int atOnce, int largest, Function<List<I>, List<O>> work) {
        this(atOnce, available -> Math.min(available, largest), work);
    }

    /// @param size how many of the items that are available form a batch, at least one
    public Batching(int atOnce, IntUnaryOperator size, Function<List<I>, List<O>> work) {
        this.atOnce = atOnce;
        this.size = size;
        this.work = work;
    }

    private enum Turn {
        DONE, LEADS
    }

    private static final class Caller<I, O> {
        private final I item;
        private final CompletableFuture<Turn> turn = new CompletableFuture<>();
        private @Nullable O result;
        private @Nullable Throwable failure;

        private Caller(I item) {
            this.item = item;
        }

        private O outcome() {
            return switch (failure) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                case null, default -> Objects.requireNonNull(result);
            };
        }
    }

    /// The item's result.
    ///
    /// @throws RuntimeException what the work has thrown
    public O ask(I item) {
        var caller = new Caller<I, O>(item);
        if (mayBegin(caller) || caller.turn.join() == Turn.LEADS) {
            lead(caller);
        }
        return caller.outcome();
    }

    /// The item's result, for a caller who does not wait. The batch is done on the executor if this caller begins it,
    /// and what depends on the result is done in the thread of whoever began it, so it should be short.
    public CompletionStage<O> askLater(I item, Executor executor) {
        var caller = new Caller<I, O>(item);
        if (mayBegin(caller)) {
            caller.turn.complete(Turn.LEADS);
        }
        return caller.turn.thenCompose(turn -> switch (turn) {
            case LEADS -> later(() -> lead(caller), executor).thenApply(_ -> caller.outcome());
            case DONE -> CompletableFuture.completedFuture(caller.outcome());
        });
    }

    /// Once the executor has stopped, the work is done here, because others may wait for it.
    private static CompletableFuture<?> later(Runnable work, Executor executor) {
        try {
            return CompletableFuture.runAsync(work, executor);
        } catch (RejectedExecutionException stopped) {
            work.run();
            return CompletableFuture.completedFuture(Turn.DONE);
        }
    }

    private boolean mayBegin(Caller<I, O> caller) {
        lock.lock();
        try {
            if (underWay < atOnce) {
                underWay++;
                return true;
            }
            waiting.add(caller);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void lead(Caller<I, O> caller) {
        var batch = new ArrayList<>(List.of(caller));
        batch.addAll(taken(further -> size.applyAsInt(further + 1) - 1));
        try {
            var results = work.apply(batch.stream().map(each -> each.item).toList());
            for (var i = 0; i < batch.size(); i++) {
                batch.get(i).result = results.get(i);
            }
        } catch (RuntimeException | Error failure) {
            batch.addAll(taken(IntUnaryOperator.identity()));
            batch.forEach(each -> each.failure = failure);
        } finally {
            passOn();
        }
        batch.forEach(each -> each.turn.complete(Turn.DONE));
    }

    /// Takes callers from the queue.
    ///
    /// @param number how many of those who wait
    private List<Caller<I, O>> taken(IntUnaryOperator number) {
        lock.lock();
        try {
            return Stream.generate(waiting::poll).limit(number.applyAsInt(waiting.size())).toList();
        } finally {
            lock.unlock();
        }
    }

    /// Lets the first caller in the queue begin, or leaves the place free.
    private void passOn() {
        next().ifPresent(next -> next.turn.complete(Turn.LEADS));
    }

    private Optional<Caller<I, O>> next() {
        lock.lock();
        try {
            var next = Optional.ofNullable(waiting.poll());
            if (next.isEmpty()) {
                underWay--;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
