package io.github.certpulse.files.xlsx;

/// What reading a workbook may cost. Whoever reads one decides how large it may be; how many parts and columns is the
/// same for all.
///
/// @param bytes          of the file itself, and of what it inflates to, all its parts together
/// @param cellCharacters of one cell's text, which is cut off one character later, so that its reader sees that it is
///                       too long
public record XlsxLimits(int bytes, int cellCharacters) {
    public static final int ZIP_ENTRIES = 200;

    /// What stands further to the right is not looked at.
    public static final int COLUMNS = 256;
}
