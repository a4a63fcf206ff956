package io.github.certpulse.survey.spelling;

import io.github.certpulse.files.text.CellText;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;

/// The form in which names are compared. Names that differ only by full or half width of letters and brackets, by
/// blanks and other invisible characters, or by letter case have the same key: they are one name.
///
/// @param text without blanks, at most three times as long as the name
public record NameKey(String text) {
    private static final int FIRST_PRESENTATION_FORM = 0xFE10;
    private static final int LAST_SMALL_FORM = 0xFE6F;
    private static final int FIRST_WIDTH_FORM = 0xFF00;
    private static final int LAST_WIDTH_FORM = 0xFFEF;

    public static NameKey from(String name) {
        var folded = name.codePoints().mapToObj(NameKey::ofUsualWidth).collect(Collectors.joining());
        var seen = Normalizer.normalize(folded, Normalizer.Form.NFC)
                .codePoints()
                .filter(character -> !CellText.isInvisible(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        // Letters that differ in one case only, such as ß and ss, become equal in the other.
        return new NameKey(seen.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    /// Whether two names have the same key.
    public static boolean same(String one, String other) {
        return one.equals(other) || from(one).equals(from(other));
    }

    /// Unifies width and position only: NFKC of a whole name would also turn ① into 1 and Ⅱ into II.
    private static String ofUsualWidth(int character) {
        var text = Character.toString(character);
        boolean formed = character >= FIRST_PRESENTATION_FORM && character <= LAST_SMALL_FORM
                || character >= FIRST_WIDTH_FORM && character <= LAST_WIDTH_FORM;
        return formed ? Normalizer.normalize(text, Normalizer.Form.NFKC) : text;
    }
}
