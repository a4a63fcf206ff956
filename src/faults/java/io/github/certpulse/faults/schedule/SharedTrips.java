package io.github.certpulse.faults.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What all forms of group commit are asked, right and wrong ones: callers come at the same time, the batches are one
/// after another, and everybody gets the result of the own item.
final class SharedTrips implements Runnable {
    private static final int CALLERS = 3;
    /// Lincheck takes for shared what a static field leads to, and lets threads switch at its fields.
    private static Function<Integer, Integer> trips;
    private final Function<Work, Function<Integer, Integer>> form;

    /// Does the work of a batch. Not safe for several threads, so that two batches at once are seen.
    static final class Work implements Function<List<Integer>, List<Integer>> {
        private int underWay;
        private int most;

        @Override
        public List<Integer> apply(List<Integer> items) {
            underWay++;
            most = Math.max(most, underWay);
            var results = new ArrayList<Integer>();
            for (var item : items) {
                results.add(10 * item);
            }
            underWay--;
            return results;
        }
    }

    /// @param form makes a form of group commit that does this work
    SharedTrips(Function<Work, Function<Integer, Integer>> form) {
        this.form = form;
    }

    @Override
    public void run() {
        var work = new Work();
        trips = form.apply(work);
        var results = new int[CALLERS];
        var callers = new Thread[CALLERS];
        for (var i = 0; i < CALLERS; i++) {
            var own = i;
            callers[i] = new Thread(() -> results[own] = trips.apply(own + 1));
            callers[i].start();
        }
        join(callers);
        for (var i = 0; i < CALLERS; i++) {
            if (results[i] != 10 * (i + 1)) {
                throw new IllegalStateException("caller %d got %d".formatted(i + 1, results[i]));
            }
        }
        if (work.most > 1) {
            throw new IllegalStateException(work.most + " batches at once");
        }
    }

    static void join(Thread... threads) {
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
