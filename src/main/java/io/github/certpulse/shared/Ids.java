package io.github.certpulse.shared;

import com.github.f4b6a3.tsid.Tsid;
import com.github.f4b6a3.tsid.TsidCreator;
import java.security.SecureRandom;
import java.util.Optional;

/// Ids of what the service names itself: 64 bits, roughly in order of time so that a clustered index grows at its end,
/// unique across replicas. In the API they are opaque strings of 13 characters.
public final class Ids {

    /// Letters and digits that nobody takes for one another: without 0 O, 1 I L, U.
    public static final String READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Ids() {}

    /// Random readable characters, 4.9 bits each, for what people copy by hand.
    public static String readable(SecureRandom random, int length) {
        return random.ints(length, 0, READABLE.length())
                .collect(StringBuilder::new, (text, index) -> text.append(READABLE.charAt(index)), StringBuilder::append)
                .toString();
    }

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
