package io.github.certpulse.access.respondent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.secret.Hmac;
import io.github.certpulse.platform.secret.LastingKeys.Purpose;
import io.github.certpulse.platform.secret.LastingKeys;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Says since when the service has known a respondent, in a signed text that the client keeps, so that nothing is
/// stored about respondents who hand in nothing. The text is good for one respondent only. A client that does not show
/// it counts as seen for the first time.
@Singleton
public class FirstSeen {
    private static final int RADIX = 36;
    private static final int CODE_BYTES = 16;
    private final Hmac key;
    private final Clock clock;

    FirstSeen(LastingKeys keys, Clock clock) {
        this.key = new Hmac(keys.get(Purpose.FIRST_SEEN));
        this.clock = clock;
    }

    /// When the respondent was first seen by the text that its client kept; now if the text is not valid.
    Instant read(String respondent, String kept) {
        var parts = kept.split("\\.", -1);
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (parts.length != 2 || !isOurs(respondent, parts[0], parts[1])) {
            return now;
        }
        return seconds(parts[0]).map(Instant::ofEpochSecond).filter(since -> since.isBefore(now)).orElse(now);
    }

    /// The text for the client, valid without end.
    public String sign(String respondent, Instant since) {
        var seconds = Long.toString(since.getEpochSecond(), RADIX);
        return seconds + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(code(respondent, seconds));
    }

    private boolean isOurs(String respondent, String seconds, String code) {
        try {
            return MessageDigest.isEqual(Base64.getUrlDecoder().decode(code), code(respondent, seconds));
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private byte[] code(String respondent, String seconds) {
        return Arrays.copyOf(key.of((respondent + "." + seconds).getBytes(UTF_8)), CODE_BYTES);
    }

    private static Optional<Long> seconds(String text) {
        try {
            return Optional.of(Long.parseLong(text, RADIX));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
