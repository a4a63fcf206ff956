package io.github.certpulse.files.xlsx;

/// The limits for reading a workbook. The caller sets the sizes; the numbers of parts and columns are the same for all.
///
/// @param bytes          maximum of the file, and of all its inflated parts together
/// @param cellCharacters maximum of one cell's text; a longer text is cut off one character later, so that the caller
///                       can see that it is too long
public record XlsxLimits(int bytes, int cellCharacters) {
    public static final int MAX_ZIP_ENTRIES = 200;

    /// Columns further to the right are not read.
    public static final int MAX_COLUMNS = 256;
}
