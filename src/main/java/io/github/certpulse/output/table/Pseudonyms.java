package io.github.certpulse.output.table;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.certpulse.numbers.setaside.ExportedNames;
import io.github.certpulse.platform.secret.LastingKeys;
import io.github.certpulse.platform.secret.LastingKeys.Purpose;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Names for responses in exported files. A response's own id is known to its respondent's phone, so files show the
/// id's HMAC-SHA256 (RFC 2104) under a key of their own. The same response has the same pseudonym in every file.
@Singleton
public class Pseudonyms implements ExportedNames {
    private static final String HMAC = "HmacSHA256";
    private static final char FIRST = 'r';
    /// In the order of their codes, so that pseudonyms sort like the numbers behind them.
    private static final byte[] LETTERS = "0123456789abcdefghjkmnpqrstvwxyz".getBytes(US_ASCII);
    private static final int LENGTH = 16;
    private static final int BITS = 5;
    private final SecretKey key;

    Pseudonyms(LastingKeys keys) {
        this.key = keys.get(Purpose.PSEUDONYMS);
    }

    /// @param letters a letter, so that spreadsheets do not read a number, and 15 letters and digits of 5 bits each;
    ///                not to be changed
    /// @param order   not negative, sorts like the letters
    record Pseudonym(byte[] letters, long order) {

        @Override
        public String toString() {
            return new String(letters, US_ASCII);
        }
    }

    @Override
    public Function<byte[], String> naming() {
        var maker = maker();
        return id -> maker.of(id).toString();
    }

    /// Makes pseudonyms for one thread.
    Maker maker() {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return new Maker(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reuses what is needed to make many.
    static final class Maker {
        private final Mac mac;

        private Maker(Mac mac) {
            this.mac = mac;
        }

        /// The pseudonym of a response's id.
        Pseudonym of(byte[] id) {
            var hash = ByteBuffer.wrap(mac.doFinal(id));
            var high = hash.getLong();
            var low = hash.getLong();
            var letters = new byte[LENGTH];
            letters[0] = FIRST;
            // 12 letters from the first 60 bits, 3 from the next 15.
            for (var i = 1; i < LENGTH; i++) {
                var shifted = i <= 12 ? high >>> Long.SIZE - BITS * i : low >>> Long.SIZE - BITS * (i - 12);
                letters[i] = LETTERS[(int) (shifted & LETTERS.length - 1)];
            }
            return new Pseudonym(letters, high >>> 1);
        }
    }
}
