package io.github.certpulse.files.xlsx;

/// How much of a workbook is read at most. The caller decides how large it may be; the numbers of parts and columns are
/// the same for all.
///
/// @param bytes          of the file itself, and of what it inflates to, all its parts together
/// @param cellCharacters of one cell's text, which is cut off one character later, so that its reader sees that it is
///                       too long
public record XlsxLimits(int bytes, int cellCharacters) {
    public static final int MAX_ZIP_ENTRIES = 200;

    /// Columns further to the right are not read.
    public static final int MAX_COLUMNS = 256;
}
