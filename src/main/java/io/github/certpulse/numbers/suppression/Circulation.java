package io.github.certpulse.numbers.suppression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Counts that are connected by sums, and which of them stay hidden. A line is one sum; a count leads from the line in
/// which it is a part to the line in which it is added up: a cell from its row to its column, a base from its column to
/// the line of all columns, their sum from there to the line of all rows, a row total from there to its row. The counts
/// that lead into a line add up to those that lead out of it: a circulation.
///
/// Other possible values of the hidden counts differ from the true ones by cycles along which counts rise by one, or
/// fall where they lead the other way. So a hidden count cannot be computed exactly if it lies on such a cycle of
/// hidden counts (D. Gusfield, "A graph theoretic approach to data security", SIAM J. Comput. 17 (1988), 552–571).
/// Zeros are shown, so a hidden 1 cannot fall: of two hidden counts that make 2 together, each is 1.
final class Circulation {
    private final List<Arc> counts = new ArrayList<>();
    private final List<List<Integer>> touching;
    private final BitSet hidden = new BitSet();
    private final BitSet protectedCounts = new BitSet();

    private record Arc(int from, int to, int value, long cost) {
        boolean canFall() {
            return value > 1;
        }

        int otherEnd(int line) {
            return line == from ? to : from;
        }
    }

    private record CountPath(List<Integer> counts, long cost) {}

    /// @param lines how many lines; they are numbered from 0
    Circulation(int lines) {
        touching = Stream.<List<Integer>>generate(ArrayList::new).limit(lines).toList();
    }

    /// Parts and their sum, added in this order: two lines; the parts lead from one to the other, and the sum leads
    /// back.
    private static Circulation fromSum(int[] parts, int sum) {
        var circulation = new Circulation(2);
        Arrays.stream(parts).forEach(part -> circulation.add(0, 1, part, part));
        // Costs more than any part: the sum is hidden only where no part is left.
        circulation.add(1, 0, sum, sum + 1L);
        return circulation;
    }

    /// Hides further parts, or the sum, so that no hidden one can be computed.
    ///
    /// @param hidden which of the parts are hidden; the further ones are marked here
    /// @return whether the sum is hidden
    static boolean hideInSum(boolean[] hidden, int[] parts, int sum, boolean sumHidden) {
        var circulation = fromSum(parts, sum);
        IntStream.range(0, parts.length).filter(part -> hidden[part]).forEach(circulation::hide);
        if (sumHidden) {
            circulation.hide(parts.length);
        }
        circulation.protect();
        for (var part = 0; part < parts.length; part++) {
            hidden[part] = circulation.isHidden(part);
        }
        return circulation.isHidden(parts.length);
    }

    /// @param value at least 0; a zero is never hidden
    /// @param cost  what hiding it costs, at least 0
    /// @return the count's number, from 0 in the order of adding
    int add(int from, int to, int value, long cost) {
        var number = counts.size();
        counts.add(new Arc(from, to, value, cost));
        if (value > 0) {
            touching.get(from).add(number);
            touching.get(to).add(number);
        }
        return number;
    }

    void hide(int number) {
        hidden.set(number);
    }

    boolean isHidden(int number) {
        return hidden.get(number);
    }

    /// Hides further counts until no hidden one can be computed. For one hidden count after the other it takes the
    /// cheapest cycle through it, in which counts that are hidden already cost nothing (J. P. Kelly, B. L. Golden, A.
    /// A. Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks 22 (1992), 397–417).
    /// The most expensive counts come first, since later ones may use what was hidden for them.
    void protect() {
        hidden.stream()
                .boxed()
                .sorted(Comparator.comparingLong((Integer number) -> counts.get(number).cost).reversed())
                .toList()
                .forEach(this::protect);
    }

    private void protect(int number) {
        if (protectedCounts.get(number)) {
            return;
        }
        var count = counts.get(number);
        var cycle = path(count.to, count.from, number);
        if (cycle.cost > 0 && count.canFall()) {
            var falling = path(count.from, count.to, number);
            cycle = falling.cost < cycle.cost ? falling : cycle;
        }
        if (cycle.cost == Long.MAX_VALUE) {
            throw new IllegalStateException("Nothing leads back from count " + number + ": its sums are incomplete");
        }
        protectedCounts.set(number);
        cycle.counts.forEach(hidden::set);
        cycle.counts.forEach(protectedCounts::set);
    }

    /// The cheapest path between two lines that avoids one count: counts are used in their direction where they rise,
    /// and against it where they fall (Dijkstra 1959).
    private CountPath path(int start, int end, int avoided) {
        var costs = new long[touching.size()];
        var arrivedBy = new int[touching.size()];
        Arrays.fill(costs, Long.MAX_VALUE);
        costs[start] = 0;
        var open = new BitSet();
        open.set(start);
        var settled = new BitSet();
        while (!open.isEmpty()) {
            var line = cheapest(open, costs);
            if (costs[end] <= costs[line]) {
                break;
            }
            open.clear(line);
            settled.set(line);
            for (var number : touching.get(line)) {
                var count = counts.get(number);
                var next = count.otherEnd(line);
                var cost = costs[line] + (hidden.get(number) ? 0 : count.cost);
                if (number != avoided && (line == count.from || count.canFall())
                        && !settled.get(next)
                        && cost < costs[next]) {
                    costs[next] = cost;
                    arrivedBy[next] = number;
                    open.set(next);
                }
            }
        }
        return new CountPath(
                costs[end] == Long.MAX_VALUE ? List.of() : countsOnPath(start, end, arrivedBy),
                costs[end]);
    }

    private static int cheapest(BitSet open, long[] costs) {
        var cheapest = open.nextSetBit(0);
        for (var line = cheapest; line >= 0; line = open.nextSetBit(line + 1)) {
            cheapest = costs[line] < costs[cheapest] ? line : cheapest;
        }
        return cheapest;
    }

    private List<Integer> countsOnPath(int start, int end, int[] arrivedBy) {
        return IntStream.iterate(end, line -> line != start, line -> counts.get(arrivedBy[line]).otherEnd(line))
                .mapToObj(line -> arrivedBy[line])
                .toList();
    }
}
