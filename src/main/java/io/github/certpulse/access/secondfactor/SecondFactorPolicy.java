package io.github.certpulse.access.secondfactor;

import java.util.Locale;

/// Whether office accounts have a second factor, for the whole installation: `CERTPULSE_SECOND_FACTOR`.
enum SecondFactorPolicy {
    /// Nobody is asked for a code, not even people who set up a second factor while it was on.
    OFF,
    /// Whoever has set one up is asked for a code.
    OPTIONAL,
    /// Everybody in the office must set one up before they do anything else.
    REQUIRED;

    static SecondFactorPolicy parse(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT));
    }
}
