package io.github.certpulse.numbers.following;

import io.github.certpulse.intake.stored.ResponseReader;
import io.github.certpulse.numbers.answer.ResponseKey;
import java.util.stream.LongStream;

/// Which responses of a campaign are set aside: those that any set-aside holds that was not undone. Not changed once it
/// was read.
///
/// @param revision increases with everything that is set aside or taken back
/// @param keys     of the responses, see [ResponseKey]
public record SetAsideKeys(int revision, LongSet keys) {
    public static final SetAsideKeys NONE = new SetAsideKeys(0, new LongSet());

    /// Reads them as they are now.
    ///
    /// @param revision read before: what has changed since is found with the next revision
    public static SetAsideKeys read(ResponseReader stored, long campaign, int revision) {
        var keys = new LongSet();
        if (revision > 0) {
            stored.readSetAside(
                    campaign,
                    (role, certificate, respondent) -> keys
                            .add(ResponseKey.of(role, certificate, ResponseKey.person(respondent))));
        }
        return new SetAsideKeys(revision, keys);
    }

    /// The same with further responses.
    public SetAsideKeys with(LongStream further) {
        var all = new LongSet();
        keys.forEach(all::add);
        further.forEach(all::add);
        return new SetAsideKeys(revision, all);
    }

    public boolean hold(long key) {
        return keys.contains(key);
    }

    public boolean isEmpty() {
        return keys.size() == 0;
    }
}
