package io.github.certpulse.platform.secret;

import java.util.Map;
import java.util.Objects;
import javax.crypto.SecretKey;

/// The keys that stay the same for the whole life of the installation, even when its secret changes. Respondents' ids,
/// receipts, the pseudonyms of exported rows and site words are derived from them, second factors are encrypted with
/// one, and one signs when a respondent was first seen.
public record LastingKeys(Map<Purpose, SecretKey> keys) {

    /// What a key is for.
    public enum Purpose {
        RESPONDENTS("respondents"),
        RECEIPTS("receipts"),
        PSEUDONYMS("pseudonyms of exported responses"),
        SITE_WORDS("site words"),
        SECOND_FACTORS("second factors"),
        FIRST_SEEN("first seen");

        private final String words;

        Purpose(String words) {
            this.words = words;
        }

        /// The purpose as [Keys#deriveAll] gets it.
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
