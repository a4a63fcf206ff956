package io.github.certpulse.testing.history;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Whether concurrent calls can have taken effect one after another, each at a moment between its invocation and its
/// return: linearizability (Herlihy & Wing, *Linearizability: a correctness condition for concurrent objects*, TOPLAS
/// 1990). Objects that do not depend on each other are checked one by one, because a history is linearizable if that of
/// each object is (Horn & Kroening, *Faster linearizability checking via P-compositionality*, FORTE 2015). The search
/// is theirs: it tries which call came next, and remembers what did not lead on.
public final class Linearizability<S, C> {
    private final Model<S, C> model;
    private final List<Call<C>> calls;
    private final Set<Reached<S>> reached = new HashSet<>();

    /// What calls do to one object.
    public interface Model<S, C> {
        /// The states that may follow; none if the call cannot have had its outcome in this state.
        Set<S> after(S state, C call);
    }

    /// A call with its outcome.
    ///
    /// @param returned [Long#MAX_VALUE] if the outcome is not known: the call may have an effect at any later time, or
    ///                 never
    public record Call<C>(C what, long invoked, long returned) {
        private boolean isOpen() {
            return returned == Long.MAX_VALUE;
        }
    }

    private record Reached<S>(BitSet done, S state) {}

    private Linearizability(Model<S, C> model, List<Call<C>> calls) {
        this.model = model;
        this.calls = calls;
    }

    /// @param history of one object, in any order
    public static <S, C> boolean holds(Model<S, C> model, S initial, List<Call<C>> history) {
        var calls = history.stream().sorted(Comparator.comparingLong(Call::invoked)).toList();
        return new Linearizability<>(model, calls).explains(initial, new BitSet());
    }

    private boolean explains(S state, BitSet done) {
        if (IntStream.range(0, calls.size()).allMatch(i -> done.get(i) || calls.get(i).isOpen())) {
            return true;
        }
        if (!reached.add(new Reached<>((BitSet) done.clone(), state))) {
            return false;
        }
        var firstReturn = Long.MAX_VALUE;
        for (var i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
            firstReturn = Math.min(firstReturn, calls.get(i).returned());
        }
        for (var i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
            // What was invoked after another call had returned cannot come before it.
            if (calls.get(i).invoked() > firstReturn) {
                break;
            }
            if (explainsAfter(i, state, done)) {
                return true;
            }
        }
        return false;
    }

    private boolean explainsAfter(int call, S state, BitSet done) {
        done.set(call);
        for (var next : model.after(state, calls.get(call).what())) {
            // A call that may never have had an effect need not be tried where it has none.
            if (!(calls.get(call).isOpen() && next.equals(state)) && explains(next, done)) {
                return true;
            }
        }
        done.clear(call);
        return false;
    }
}
