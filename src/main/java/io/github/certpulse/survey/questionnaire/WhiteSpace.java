package io.github.certpulse.survey.questionnaire;

/// White space as ECMAScript defines it, so that the service and every client agree on what is blank.
public final class WhiteSpace {

    private WhiteSpace() {}

    /// Whether a text is empty or only white space: `text.trim() === ''` in JavaScript.
    public static boolean isBlank(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (!isWhiteSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhiteSpace(int unit) {
        return switch (unit) {
            case '\t', '\n', 0x000B, '\f', '\r', ' ', 0x00A0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF ->
                    true;
            default -> unit >= 0x2000 && unit <= 0x200A;
        };
    }

    /// The text without white space at its ends, as with JavaScript's `trim()`.
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
