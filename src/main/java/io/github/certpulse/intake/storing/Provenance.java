package io.github.certpulse.intake.storing;

import java.util.Optional;
import java.util.OptionalInt;

/// What the service knows by itself about how a sheet came in.
///
/// @param sourceMark    8 bytes, the same for sheets from the same place and browser family
/// @param serverSeconds from when the respondent was first seen until the sheet was received, at most
///                      [#MAX_SERVER_SECONDS]
/// @param noticeVersion the privacy notice that the respondent was shown
public record Provenance(Optional<byte[]> sourceMark, OptionalInt serverSeconds, int noticeVersion) {
    /// A day. Longer times say no more about how a sheet was answered, but would tell respondents apart.
    public static final int MAX_SERVER_SECONDS = 24 * 60 * 60;

    public Provenance {
        if (serverSeconds.isPresent()
                && (serverSeconds.getAsInt() < 0 || serverSeconds.getAsInt() > MAX_SERVER_SECONDS)) {
            throw new IllegalArgumentException("The server's seconds are out of range: " + serverSeconds);
        }
    }
}
