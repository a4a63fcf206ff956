package io.github.certpulse.shared;

import com.github.f4b6a3.tsid.Tsid;
import com.github.f4b6a3.tsid.TsidCreator;
import java.util.Optional;

/// Ids of what the service names itself: 64 bits, roughly in order of time so that a clustered index grows at its end,
/// unique across replicas. In the API they are opaque strings of 13 characters.
public final class Ids {

    private Ids() {}

    public static long next() {
        return TsidCreator.getTsid1024().toLong();
    }

    public static String text(long id) {
        return Tsid.from(id).toString();
    }

    /// The id behind a client's text; empty where no id looks like that.
    public static Optional<Long> parse(String text) {
        return Tsid.isValid(text) ? Optional.of(Tsid.from(text).toLong()) : Optional.empty();
    }
}
