package io.github.certpulse.numbers.tally;

import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Marks;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the flags of a campaign's responses depend on beside the response itself, at one moment.
///
/// @param tooFastBelow by questionnaire version, in seconds
/// @param inBursts     the responses in bursts, by sequence number
/// @param setAside     the responses that are set aside
/// @param certificates those that have responses
record Judgement(
        Map<Layout, Integer> tooFastBelow,
        Set<Long> inBursts,
        SetAsideKeys setAside,
        List<Long> certificates) {

    /// A response's flags.
    ///
    /// @param seconds how long answering took; negative where unknown
    Set<Flag> flags(Marks marks, long seq, int seconds) {
        var flags = EnumSet.noneOf(Flag.class);
        var own = ownFlags(marks);
        for (var flag : Flag.values()) {
            if ((own & flag.bit()) != 0) {
                flags.add(flag);
            }
        }
        if (seconds >= 0 && seconds < tooFastBelow.getOrDefault(marks.layout(), 0)) {
            flags.add(Flag.TOO_FAST);
        }
        if (inBursts.contains(seq)) {
            flags.add(Flag.IDENTICAL_BURST);
        }
        return flags;
    }

    /// The flags that a sheet has by itself, as bits.
    static int ownFlags(Marks marks) {
        return (isStraightLine(marks) ? Flag.STRAIGHT_LINING.bit() : 0)
                | (marks.layout().contradictions().isIn(marks) ? Flag.CONTRADICTORY.bit() : 0);
    }

    private static boolean isStraightLine(Marks marks) {
        var singles = 0;
        var same = true;
        var last = true;
        var first = 0L;
        for (var question : marks.layout().judgedSingles()) {
            var option = marks.chosen(question);
            if (option != 0) {
                first = singles++ == 0 ? option : first;
                same &= option == first;
                last &= option == 1L << marks.layout().options(question).size() - 1;
            }
        }
        return singles >= Flag.MIN_SINGLE_CHOICES && (same || last);
    }
}
