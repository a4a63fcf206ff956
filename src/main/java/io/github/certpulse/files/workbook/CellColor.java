package io.github.certpulse.files.workbook;

/// Background colours of cells, as hexadecimal RGB; the same in every workbook.
public final class CellColor {
    public static final String HEADING = "D9E2F3";
    /// A quota that is met.
    public static final String MET = "E2EFDA";
    /// A quota that is not met.
    public static final String SHORT = "F8CBAD";

    private CellColor() {}
}
