package io.github.certpulse.tally;

import io.github.certpulse.answer.Layout;
import io.github.certpulse.answer.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Some responses to one version of a questionnaire, and what can be counted of them. Valid only while the index is being
/// read.
public final class Selection {
    private final AnswerColumns columns;
    private final long[] selected;
    private final List<Origin> places;

    Selection(AnswerColumns columns, long[] selected, List<Origin> places) {
        this.columns = columns;
        this.selected = selected;
        this.places = places;
    }

    public Layout layout() {
        return columns.layout();
    }

    /// How many responses there are.
    public int size() {
        return count(selected, selected);
    }

    /// How many were asked a question.
    public int asked(int question) {
        return count(selected, columns.asked(question));
    }

    /// How many answered it.
    public int answered(int question) {
        return count(selected, columns.answered(question));
    }

    /// How many chose an option.
    public int chose(int question, int option) {
        return count(selected, columns.chosen(question, option));
    }

    /// Those of the responses that answered a question.
    public Selection whoAnswered(int question) {
        return with(columns.answered(question));
    }

    /// Those of the responses that chose an option.
    public Selection whoChose(int question, int option) {
        return with(columns.chosen(question, option));
    }

    /// Those of the responses that chose any of some options.
    public Selection whoChoseAny(int question, Set<String> codes) {
        var any = new long[selected.length];
        var options = layout().options(question);
        for (var option = 0; option < options.size(); option++) {
            if (codes.contains(options.get(option).code())) {
                var column = columns.chosen(question, option);
                for (var word = 0; word < any.length; word++) {
                    any[word] |= column[word];
                }
            }
        }
        return with(any);
    }

    /// Those of the responses that have any flag.
    public Selection whoAreFlagged() {
        return with(columns.flagged());
    }

    /// Those of the responses that have a flag.
    public Selection whoAreFlagged(Flag flag) {
        return with(columns.flagged(flag));
    }

    /// The time in whole seconds below which a response to this version is too fast; 0 where none has a time.
    public int tooFastBelow() {
        return columns.tooFastBelow();
    }

    /// How many responses come from each group of origins; an origin that belongs to none is not counted.
    ///
    /// @param groupOf the number of an origin's group
    /// @param groups  how many groups there are
    public int[] byOrigin(Function<Origin, Optional<Integer>> groupOf, int groups) {
        var none = groups;
        var group = places.stream().mapToInt(place -> groupOf.apply(place).orElse(none)).toArray();
        var counts = new int[groups + 1];
        for (var word = 0; word < selected.length; word++) {
            for (var bits = selected[word]; bits != 0; bits &= bits - 1) {
                counts[group[columns.place((word << 6) + Long.numberOfTrailingZeros(bits))]]++;
            }
        }
        return Arrays.copyOf(counts, groups);
    }

    /// What is told of a response's coming.
    public interface Arrival {
        /// @param hour in which it came, since 1970
        void came(Origin origin, int hour);
    }

    /// Tells when and from where each response came, in no particular order.
    public void arrivals(Arrival arrival) {
        for (var word = 0; word < selected.length; word++) {
            for (var bits = selected[word]; bits != 0; bits &= bits - 1) {
                var row = (word << 6) + Long.numberOfTrailingZeros(bits);
                arrival.came(places.get(columns.place(row)), columns.hour(row));
            }
        }
    }

    private Selection with(long[] column) {
        var both = new long[selected.length];
        for (var word = 0; word < both.length; word++) {
            both[word] = selected[word] & column[word];
        }
        return new Selection(columns, both, places);
    }

    private static int count(long[] selected, long[] column) {
        var count = 0;
        for (var word = 0; word < selected.length; word++) {
            count += Long.bitCount(selected[word] & column[word]);
        }
        return count;
    }
}
