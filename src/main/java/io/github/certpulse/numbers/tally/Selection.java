package io.github.certpulse.numbers.tally;

import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Marks;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.ResponseKey;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Some responses to one version of a questionnaire, and what can be counted of them. Valid only while the index is
/// being read.
public final class Selection {
    private final AnswerColumns columns;
    private final long[] selected;
    /// Rows that pass the filter otherwise but are set aside; none in a part of a selection.
    private final long[] leftOut;
    private final List<Origin> places;
    private final boolean[] overfull;

    /// @param overfull by place, whether it has [Flag#MORE_THAN_REGISTERED]
    Selection(
            AnswerColumns columns,
            long[] selected,
            long[] leftOut,
            List<Origin> places,
            boolean[] overfull) {
        this.columns = columns;
        this.selected = selected;
        this.leftOut = leftOut;
        this.places = places;
        this.overfull = overfull;
    }

    public Layout layout() {
        return columns.layout();
    }

    /// How many responses there are.
    public int size() {
        return count(selected, selected);
    }

    /// How many further responses pass the filter but are set aside; only of what a filter selects, not of a part.
    public int setAside() {
        return count(leftOut, leftOut);
    }

    /// Tells which responses [#setAside()] counts: 0 for none, and the same for the same ones.
    public long setAsideMark() {
        var mark = 0L;
        for (var row : (Iterable<Integer>) BitSet.valueOf(leftOut).stream()::iterator) {
            var sources = columns.sources();
            var certificate = places.get(sources.place(row)).certificate();
            mark ^= Marks.mixed(
                    ResponseKey.of(layout().definition().role(), certificate, sources.respondent(row)));
        }
        return mark;
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
        return with(columns.flagged(overfull));
    }

    /// Those of the responses that have a flag.
    public Selection whoAreFlagged(Flag flag) {
        return with(columns.flagged(flag, overfull));
    }

    /// The time in whole seconds below which a response to this version is too fast; 0 where none has a time.
    public int tooFastBelow() {
        return columns.tooFastBelow();
    }

    /// How many responses were given after each version of the privacy notice; version 0 stands for responses that are
    /// older than the versions.
    public SortedMap<Integer, Integer> byNotice() {
        var numbers = new int[AnswerColumns.MAX_NOTICE + 1];
        rows((row, _) -> numbers[columns.notice(row)]++);
        var counts = new TreeMap<Integer, Integer>();
        for (var version = 0; version < numbers.length; version++) {
            if (numbers[version] > 0) {
                counts.put(version, numbers[version]);
            }
        }
        return counts;
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
                counts[group[columns.sources().place((word << 6) + Long.numberOfTrailingZeros(bits))]]++;
            }
        }
        return Arrays.copyOf(counts, groups);
    }

    /// Where the responses of a campaign come from, by place.
    public List<Origin> places() {
        return places;
    }

    /// Receives the arrivals of responses.
    public interface Arrival {
        /// @param place  where it came from, see [#places()]
        /// @param hour   in which it was received, in hours since 1970
        /// @param person 64 bits that distinguish the respondents of a campaign
        void accept(int place, int hour, long person);
    }

    /// Passes on when and from where each of the responses came, in no particular order.
    public void arrivals(Arrival arrival) {
        var sources = columns.sources();
        rows((row, hour) -> arrival.accept(sources.place(row), hour, sources.respondent(row)));
    }

    /// Passes on when and from where each response came, of all versions together, from the first hour to the last.
    public static void forEachArrival(List<Selection> responses, Arrival arrival) {
        var ends = new int[responses.size()];
        var hours = new HourRange();
        for (var each = 0; each < ends.length; each++) {
            ends[each] = (each == 0 ? 0 : ends[each - 1]) + responses.get(each).columns.rows();
            responses.get(each).rows((_, hour) -> hours.include(hour));
        }
        for (var number : hours.inOrder(responses, ends)) {
            var version = 0;
            while (number >= ends[version]) {
                version++;
            }
            var sources = responses.get(version).columns.sources();
            var row = number - (version == 0 ? 0 : ends[version - 1]);
            arrival.accept(sources.place(row), sources.hour(row), sources.respondent(row));
        }
    }

    private interface RowVisitor {
        void visit(int row, int hour);
    }

    private void rows(RowVisitor each) {
        for (var word = 0; word < selected.length; word++) {
            for (var bits = selected[word]; bits != 0; bits &= bits - 1) {
                var row = (word << 6) + Long.numberOfTrailingZeros(bits);
                each.visit(row, columns.sources().hour(row));
            }
        }
    }

    /// The hours in which responses came, for a counting sort.
    private static final class HourRange {
        private int first = Integer.MAX_VALUE;
        private int last = Integer.MIN_VALUE;
        private int number;

        void include(int hour) {
            first = Math.min(first, hour);
            last = Math.max(last, hour);
            number++;
        }

        /// The rows of all versions, numbered through, by hour.
        int[] inOrder(List<Selection> responses, int[] ends) {
            if (number == 0) {
                return new int[0];
            }
            var next = new int[last - first + 2];
            responses.forEach(each -> each.rows((_, hour) -> next[hour - first + 1]++));
            for (var hour = 1; hour < next.length; hour++) {
                next[hour] += next[hour - 1];
            }
            var sorted = new int[number];
            for (var each = 0; each < ends.length; each++) {
                var begin = each == 0 ? 0 : ends[each - 1];
                responses.get(each).rows((row, hour) -> sorted[next[hour - first]++] = begin + row);
            }
            return sorted;
        }
    }

    private Selection with(long[] column) {
        return new Selection(columns, SourceColumns.within(selected, column), new long[0], places, overfull);
    }

    private static int count(long[] selected, long[] column) {
        var count = 0;
        for (var word = 0; word < selected.length; word++) {
            count += Long.bitCount(selected[word] & column[word]);
        }
        return count;
    }
}
