package io.github.certpulse.files.workbook;

/// The colours behind cells, as hexadecimal RGB; the same in every workbook.
public final class CellColor {
    public static final String HEADING = "D9E2F3";
    /// A quota that is met.
    public static final String MET = "E2EFDA";
    /// What a quota still lacks.
    public static final String SHORT = "F8CBAD";

    private CellColor() {}
}
