package io.github.certpulse.access.secondfactor;

import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;

/// A code for somebody who has lost the second factor: 16 readable characters, 78 bits, so that a fast hash is enough
/// to protect it.
///
/// @param text in upper case, without separators
record RecoveryCode(String text) {
    static final int LENGTH = 16;
    private static final Pattern GROUP = Pattern.compile("(.{4})(?!$)");

    static RecoveryCode random(SecureRandom random) {
        return new RecoveryCode(Ids.readable(random, LENGTH));
    }

    /// The code as a person has copied it, with or without separators.
    static RecoveryCode parse(String written) {
        return new RecoveryCode(written.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", ""));
    }

    /// The code in groups, to copy by hand.
    String shown() {
        return GROUP.matcher(text).replaceAll("$1-");
    }

    byte[] hashFor(long accountId) {
        return Sha256.digest((accountId + ":" + text).getBytes(StandardCharsets.UTF_8));
    }
}
