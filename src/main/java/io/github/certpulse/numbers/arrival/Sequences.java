package io.github.certpulse.numbers.arrival;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Finds rows of sheets from one source, [Pattern#REGULAR_INTERVALS] and [Pattern#ONE_AFTER_ANOTHER]. Sheets must be
/// added roughly in the order of time: one that comes later than the next of its source is left out.
final class Sequences {
    /// The most sources whose latest sheets are remembered, some 10 MB; those without a sheet for longest are
    /// forgotten.
    static final int MAX_SOURCES = 5_000;
    private static final long PERCENT_SQUARED = 100L * 100;
    /// The average square of intervals, for 10,000 of the square of their average.
    private static final long MAX_SQUARES =
            PERCENT_SQUARED + (long) Pattern.DEVIATION_PERCENT * Pattern.DEVIATION_PERCENT;
    private final Map<Long, Deque<Step>> sources = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Deque<Step>> eldest) {
            return size() > MAX_SOURCES;
        }
    };

    /// A sheet of a row.
    private static final class Step {
        private final long second;
        private final int serverSeconds;
        private final Consumer<Pattern> found;
        private boolean regular;
        private boolean successive;

        Step(long second, int serverSeconds, Consumer<Pattern> found) {
            this.second = second;
            this.serverSeconds = serverSeconds;
            this.found = found;
        }

        void tellRegular() {
            if (!regular) {
                regular = true;
                found.accept(Pattern.REGULAR_INTERVALS);
            }
        }

        void tellSuccessive() {
            if (!successive) {
                successive = true;
                found.accept(Pattern.ONE_AFTER_ANOTHER);
            }
        }

        /// Whether its respondent was first seen when the sheet before had just been received.
        boolean follows(Step before) {
            var pause = second - serverSeconds - before.second;
            return serverSeconds >= 0 && pause >= 0 && pause <= Pattern.SUCCESSION_SECONDS;
        }
    }

    /// @param source equal for sheets of one source, school and role
    /// @param found  is told each pattern once if the sheet turns out to be in it
    void add(long source, long second, int serverSeconds, Consumer<Pattern> found) {
        var steps = sources.computeIfAbsent(source, _ -> new ArrayDeque<>());
        if (!steps.isEmpty() && second < steps.getLast().second) {
            return;
        }
        steps.addLast(new Step(second, serverSeconds, found));
        if (steps.size() > Pattern.REGULAR_SEQUENCE) {
            steps.removeFirst();
        }
        if (steps.size() == Pattern.REGULAR_SEQUENCE && isRegular(steps)) {
            steps.forEach(Step::tellRegular);
        }
        if (steps.size() >= Pattern.SEQUENCE && isSuccessive(steps)) {
            latest(steps).forEach(Step::tellSuccessive);
        }
    }

    private static Stream<Step> latest(Deque<Step> steps) {
        return steps.reversed().stream().limit(Pattern.SEQUENCE);
    }

    /// Compares the sum of the squared intervals with that of equal ones, in whole numbers.
    private static boolean isRegular(Deque<Step> steps) {
        var intervals = steps.size() - 1;
        var sum = steps.getLast().second - steps.getFirst().second;
        var squares = 0L;
        var before = steps.getFirst();
        for (var step : steps) {
            squares += (step.second - before.second) * (step.second - before.second);
            before = step;
        }
        return sum >= (long) Pattern.MIN_INTERVAL_SECONDS * intervals
                && sum <= (long) Pattern.MAX_INTERVAL_SECONDS * intervals
                && intervals * squares * PERCENT_SQUARED < sum * sum * MAX_SQUARES;
    }

    private static boolean isSuccessive(Deque<Step> steps) {
        var later = steps.getLast();
        for (var step : (Iterable<Step>) latest(steps)::iterator) {
            if (step != later && !later.follows(step)) {
                return false;
            }
            later = step;
        }
        return true;
    }
}
