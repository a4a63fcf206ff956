package io.github.certpulse.platform.secret;

import java.util.Map;
import java.util.Objects;
import javax.crypto.SecretKey;

/// The keys that are the same for as long as the installation lives, whatever becomes of its secret: who answered,
/// what a receipt says and what an exported row is called follow from them.
public record LastingKeys(Map<Purpose, SecretKey> keys) {

    /// What a key is for.
    public enum Purpose {
        RESPONDENTS("respondents"),
        RECEIPTS("receipts"),
        PSEUDONYMS("pseudonyms of exported responses");

        private final String words;

        Purpose(String words) {
            this.words = words;
        }

        /// As the secret's derivation has it.
        String words() {
            return words;
        }
    }

    public LastingKeys {
        keys = Map.copyOf(keys);
    }

    public SecretKey get(Purpose purpose) {
        return Objects.requireNonNull(keys.get(purpose));
    }
}
