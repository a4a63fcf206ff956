package io.github.certpulse.xlsx;

/// The text of a cell as its author means it.
public final class CellText {

    private CellText() {}

    /// Without the blanks around, ideographic and non-breaking ones among them.
    public static String trim(String raw) {
        int start = 0;
        int end = raw.length();
        while (start < end && isBlank(raw.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(raw.charAt(end - 1))) {
            end--;
        }
        return raw.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
