package io.github.certpulse.numbers.tally;

import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Marks;
import io.github.certpulse.numbers.answer.StoredResponse;
import io.github.certpulse.numbers.following.LongSet;
import io.github.certpulse.numbers.following.SetAsideKeys;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the flags of a campaign's responses depend on beside the response itself, at one moment.
///
/// @param tooFastBelow by questionnaire version, in seconds
/// @param related      by flag, the responses that have it because of others, by sequence number
/// @param overfull     the certificates with more students' responses than registered students
/// @param setAside     the responses that are set aside
/// @param certificates those that have responses
record Judgement(
        Map<Layout, Integer> tooFastBelow,
        Map<Flag, LongSet> related,
        Set<Long> overfull,
        SetAsideKeys setAside,
        List<Long> certificates) {

    /// A response's flags.
    Set<Flag> flags(StoredResponse response) {
        var flags = EnumSet.noneOf(Flag.class);
        var marks = response.marks();
        var own = ownFlags(response);
        for (var flag : Flag.values()) {
            if ((own & flag.bit()) != 0) {
                flags.add(flag);
            }
        }
        var seconds = response.elapsedSeconds();
        if (seconds >= 0 && seconds < tooFastBelow.getOrDefault(marks.layout(), 0)) {
            flags.add(Flag.TOO_FAST);
        }
        if (marks.layout().definition().role() == Role.STUDENT && overfull.contains(response.certificate())) {
            flags.add(Flag.MORE_THAN_REGISTERED);
        }
        related.forEach((flag, seqs) -> {
            if (seqs.contains(response.seq())) {
                flags.add(flag);
            }
        });
        return flags;
    }

    /// The flags that a sheet has by itself, as bits.
    static int ownFlags(StoredResponse response) {
        var marks = response.marks();
        return (isStraightLine(marks) ? Flag.STRAIGHT_LINING.bit() : 0)
                | (marks.layout().contradictions().isIn(marks) ? Flag.CONTRADICTORY.bit() : 0)
                | (isTooFastByServer(response) ? Flag.TOO_FAST_BY_SERVER.bit() : 0);
    }

    private static boolean isTooFastByServer(StoredResponse response) {
        var seconds = response.serverSeconds();
        return seconds >= 0 && seconds < Flag.SECONDS_PER_ANSWER * response.marks().answersInPerson();
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
