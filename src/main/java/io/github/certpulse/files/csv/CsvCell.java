package io.github.certpulse.files.csv;

import io.github.certpulse.files.text.CellText;

/// A text from people on its way into a CSV.
public final class CsvCell {
    /// What makes a spreadsheet take the text behind it for a formula, full-width and small forms included (OWASP, CSV
    /// Injection).
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫\u2212";

    private CsvCell() {}

    /// The text so that no spreadsheet takes it for a formula when it opens a CSV: one that begins like a formula, also
    /// behind something that nobody sees and some programs drop, gets an apostrophe in front. Every other text stays as
    /// it is. An XLSX does not need this, it tells strings from formulas.
    public static String neutral(String text) {
        for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            var character = text.codePointAt(i);
            if (FORMULA.indexOf(character) >= 0) {
                return "'" + text;
            }
            if (!CellText.isInvisible(character)) {
                return text;
            }
        }
        return text;
    }
}
