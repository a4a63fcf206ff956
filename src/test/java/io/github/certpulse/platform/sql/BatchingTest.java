package io.github.certpulse.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.certpulse.testing.Fast;
import io.micronaut.data.exceptions.DataAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Callers share batches; the test decides when a batch may end.
@Fast
class BatchingTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<List<Integer>> begun = new LinkedBlockingQueue<>();
    private final Semaphore mayEnd = new Semaphore(0);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aCallerWhoComesAloneWaitsForNobody() {
        var batching = new Batching<>(2, 10, this::doubled);
        ends(2);

        assertThat(batching.ask(4)).isEqualTo(8);
        assertThat(batching.ask(5)).isEqualTo(10);
        assertThat(begun).containsExactly(List.of(4), List.of(5));
    }

    @Test
    void callersWhoDoNotWaitShareBatchesWithThoseWhoDo() throws InterruptedException {
        var batching = new Batching<>(1, 3, this::doubled);
        var first = batching.askLater(0, threads);
        assertThat(begun.take()).containsExactly(0);
        var results = new ArrayList<CompletableFuture<Integer>>();
        for (var item = 1; item < 5; item++) {
            results.add(item == 2 ? asked(batching, item) : batching.askLater(item, threads).toCompletableFuture());
        }
        assertThat(first.toCompletableFuture()).isNotDone();

        ends(1);
        assertThat(begun.take()).containsExactly(1, 2, 3);
        ends(2);

        assertThat(begun.take()).containsExactly(4);
        assertThat(results.stream().map(CompletableFuture::join)).containsExactly(2, 4, 6, 8);
    }

    @Test
    void aBatchHasAsManyItemsAsItsUserChooses() throws InterruptedException {
        var batching = new Batching<Integer, Integer>(1, available -> available < 3 ? 1 : 3, this::doubled);
        batching.askLater(0, threads);
        assertThat(begun.take()).containsExactly(0);
        var results = IntStream.range(1, 6).mapToObj(item -> batching.askLater(item, threads)).toList();
        ends(4);

        assertThat(results).map(result -> result.toCompletableFuture().join()).containsExactly(2, 4, 6, 8, 10);
        assertThat(begun).containsExactly(List.of(1, 2, 3), List.of(4), List.of(5));
    }

    @Test
    void nobodyWaitsInVainOnceTheExecutorHasStopped() throws InterruptedException {
        var batching = new Batching<>(1, 1, this::doubled);
        var results = new ArrayList<CompletableFuture<Integer>>();
        for (var item = 0; item < 3; item++) {
            results.add(batching.askLater(item, threads).toCompletableFuture());
        }
        begun.take();
        threads.shutdown();
        ends(4);
        results.add(batching.askLater(3, threads).toCompletableFuture());

        assertThat(results.stream().map(CompletableFuture::join)).containsExactly(0, 2, 4, 6);
    }

    @Test
    void whileBatchesAreUnderWayTheNextOnesGatherInOrderAndEachCallerGetsItsOwnResult() throws InterruptedException {
        var batching = new Batching<>(2, 3, this::doubled);
        var results = new ArrayList<CompletableFuture<Integer>>();
        for (var item = 0; item < 9; item++) {
            results.add(asked(batching, item));
        }
        assertThat(List.of(begun.take(), begun.take())).containsExactly(List.of(0), List.of(1));

        ends(1);
        assertThat(begun.take()).containsExactly(2, 3, 4);
        ends(1);
        assertThat(begun.take()).containsExactly(5, 6, 7);
        ends(3);

        assertThat(begun.take()).containsExactly(8);
        assertThat(results.stream().map(CompletableFuture::join)).isEqualTo(
                IntStream.range(0, 9).map(item -> 2 * item).boxed().toList());
    }

    @Test
    void aFailureIsTheOutcomeOfTheBatchAndOfThoseWhoWaitAndTheNextCallerTriesAgain() throws InterruptedException {
        var fails = new AtomicBoolean(true);
        var batching = new Batching<Integer, Integer>(1, 2, items -> {
            var results = doubled(items);
            if (fails.get()) {
                throw new DataAccessException("out of reach");
            }
            return results;
        });
        var results = IntStream.range(0, 5).mapToObj(item -> asked(batching, item)).toList();

        ends(1);

        results.forEach(
                result -> assertThatThrownBy(result::join).hasRootCauseInstanceOf(DataAccessException.class));
        fails.set(false);
        ends(1);
        assertThat(batching.ask(7)).isEqualTo(14);
        assertThat(begun).containsExactly(List.of(0), List.of(7));
    }

    private List<Integer> doubled(List<Integer> items) {
        begun.add(items);
        mayEnd.acquireUninterruptibly();
        return items.stream().map(item -> 2 * item).toList();
    }

    private void ends(int batches) {
        mayEnd.release(batches);
    }

    /// Asks in a thread of its own, and returns when the caller is in its batch or waits.
    private CompletableFuture<Integer> asked(Batching<Integer, Integer> batching, int item) {
        var thread = new CompletableFuture<Thread>();
        var result = CompletableFuture.supplyAsync(() -> {
            thread.complete(Thread.currentThread());
            return batching.ask(item);
        }, threads);
        await().until(() -> thread.join().getState() == Thread.State.WAITING);
        return result;
    }
}
