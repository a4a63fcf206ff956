package io.github.certpulse.files.csv;

import io.github.certpulse.files.text.CellText;

/// Makes texts from people safe for cells of a CSV file.
public final class CsvCell {
    /// Characters at the beginning of a text that make a spreadsheet treat it as a formula, including full-width and
    /// small forms (OWASP, CSV Injection).
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫\u2212";

    private CsvCell() {}

    /// A text that no spreadsheet treats as a formula. A text that begins like one gets an apostrophe in front, even
    /// after invisible characters, since some programs drop them. Every other text is returned unchanged. XLSX does not
    /// need this: it distinguishes strings from formulas.
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
