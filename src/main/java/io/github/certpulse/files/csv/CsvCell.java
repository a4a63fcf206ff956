package io.github.certpulse.files.csv;

import io.github.certpulse.files.text.CellText;

/// Makes texts from people safe as cells of a CSV.
public final class CsvCell {
    /// Characters after which a spreadsheet takes a text for a formula, full-width and small forms included (OWASP, CSV
    /// Injection).
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫\u2212";

    private CsvCell() {}

    /// A text that no spreadsheet takes for a formula. A text that begins like one gets an apostrophe in front, also
    /// where invisible characters come first, since some programs drop them. Every other text stays as it is. XLSX does
    /// not need this: it tells strings from formulas.
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
