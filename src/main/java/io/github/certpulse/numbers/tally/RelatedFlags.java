package io.github.certpulse.numbers.tally;

import io.github.certpulse.numbers.answer.StoredResponse;
import io.github.certpulse.numbers.arrival.ArrivalPatterns;
import io.github.certpulse.numbers.arrival.ArrivedSheet;
import io.github.certpulse.numbers.arrival.Bursts;
import io.github.certpulse.numbers.arrival.Registered;
import io.github.certpulse.numbers.following.LongSet;
import java.util.EnumMap;
import java.util.Map;

/// The flags that responses have because of others. They are found while responses are added, roughly in the order of
/// time, and also written into the columns.
final class RelatedFlags {
    private final Registered registered;
    private final Bursts bursts = new Bursts();
    private final ArrivalPatterns patterns = new ArrivalPatterns();
    private final Map<Flag, LongSet> seqs = new EnumMap<>(Flag.class);

    RelatedFlags(Registered registered) {
        this.registered = registered;
    }

    /// Adds a response that stands in a row of some columns.
    void add(StoredResponse response, AnswerColumns columns, int row) {
        var seq = response.seq();
        var second = response.receivedSecond();
        bursts.add(
                response.contentHash(),
                response.person(),
                second,
                () -> flag(columns, row, seq, Flag.IDENTICAL_BURST));
        patterns.add(
                new ArrivedSheet(
                        response.school(),
                        columns.layout().definition().role(),
                        response.source(),
                        second,
                        response.serverSeconds()),
                registered.at(response.school()),
                pattern -> flag(columns, row, seq, Flag.of(pattern)));
    }

    private void flag(AnswerColumns columns, int row, long seq, Flag flag) {
        columns.flag(row, flag);
        seqs.computeIfAbsent(flag, _ -> new LongSet()).add(seq);
    }

    /// What they were judged by.
    Registered registered() {
        return registered;
    }

    /// The sequence numbers of the responses with each flag, as they are now.
    Map<Flag, LongSet> copy() {
        var copy = new EnumMap<Flag, LongSet>(Flag.class);
        seqs.forEach((flag, flagged) -> copy.put(flag, flagged.copy()));
        return copy;
    }
}
