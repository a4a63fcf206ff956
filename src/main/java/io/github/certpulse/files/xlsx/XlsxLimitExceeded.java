package io.github.certpulse.files.xlsx;

import java.io.IOException;

/// Thrown where a workbook exceeds a limit.
public final class XlsxLimitExceeded extends IOException {
    private final Reason reason;

    /// Which limit was exceeded.
    public enum Reason {
        /// [XlsxLimits#bytes].
        TOO_LARGE,
        /// [XlsxLimits#MAX_ZIP_ENTRIES].
        TOO_MANY_ENTRIES
    }

    XlsxLimitExceeded(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
