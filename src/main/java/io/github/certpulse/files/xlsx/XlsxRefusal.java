package io.github.certpulse.files.xlsx;

import java.io.IOException;

/// The end of reading a workbook that costs more than its limits allow.
public final class XlsxRefusal extends IOException {
    private final Reason reason;

    /// Which limit was passed.
    public enum Reason {
        /// [XlsxLimits#bytes].
        TOO_LARGE,
        /// [XlsxLimits#ZIP_ENTRIES].
        TOO_MANY_ENTRIES
    }

    XlsxRefusal(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
