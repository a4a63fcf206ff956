package io.github.certpulse.table;

/// A text from people on its way into a spreadsheet.
public final class Cell {
    /// What makes a spreadsheet take the text behind it for a formula, full-width forms included (OWASP, CSV Injection).
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";
    /// What some programs drop at the beginning before they look: spaces, the no-break and the ideographic one, byte order marks.
    private static final String OVERLOOKED = " \u00A0\u3000\uFEFF\u200B";

    private Cell() {}

    /// The text so that no spreadsheet takes it for a formula when it opens a CSV: one that begins like a formula gets an
    /// apostrophe in front. Every other text stays as it is. An XLSX does not need this, it tells strings from formulas.
    public static String neutral(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (FORMULA.indexOf(text.charAt(i)) >= 0) {
                return "'" + text;
            }
            if (OVERLOOKED.indexOf(text.charAt(i)) < 0) {
                return text;
            }
        }
        return text;
    }
}
