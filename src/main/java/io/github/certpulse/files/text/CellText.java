package io.github.certpulse.files.text;

/// Cleans the text of a cell.
public final class CellText {

    private static final String ZERO_WIDTH =
            "\u00AD\u180E\u200B\u200C\u200D\u200E\u200F\u2060\u2061\u2062\u2063\u2064\uFEFF";
    /// From this character on, characters are as wide as they are high.
    private static final char WIDE = '\u2E80';
    private static final String IGNORABLE =
            "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2065\u2800\u3164\uFFA0";

    private CellText() {}

    /// The text without blanks at both ends, including ideographic and non-breaking ones.
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

    /// The trimmed text on one line, without zero-width characters. A line break between letters of an alphabet becomes
    /// a blank; between Chinese characters it is dropped, because it only shows where the cell was full.
    public static String oneLine(String raw) {
        var line = new StringBuilder();
        boolean broken = false;
        for (var i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            if (isLineBreak(c)) {
                broken = true;
            } else if (ZERO_WIDTH.indexOf(c) < 0 && !(broken && isBlank(c))) {
                if (broken) {
                    join(line, c);
                    broken = false;
                }
                line.append(c);
            }
        }
        return trim(line.toString());
    }

    private static void join(StringBuilder line, char next) {
        int end = line.length();
        while (end > 0 && isBlank(line.charAt(end - 1))) {
            end--;
        }
        line.setLength(end);
        if (end > 0 && line.charAt(end - 1) < WIDE && next < WIDE) {
            line.append(' ');
        }
    }

    /// Whether the character is invisible: a blank, a control, a formatting character such as a zero-width space or a
    /// soft hyphen, or what Unicode lets programs ignore (Default_Ignorable_Code_Point), such as a variation selector,
    /// a filler, or a code point that is reserved for these.
    public static boolean isInvisible(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character)
                || IGNORABLE.indexOf(character) >= 0
                || character >= 0xFE00 && character <= 0xFE0F
                || character >= 0xFFF0 && character <= 0xFFF8
                || character >= 0xE0000 && character <= 0xE0FFF
                || Character.getType(character) == Character.CONTROL
                || Character.getType(character) == Character.FORMAT;
    }

    private static boolean isLineBreak(char c) {
        return c >= '\t' && c <= '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
