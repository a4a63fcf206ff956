package io.github.certpulse.survey.spelling;

import io.github.certpulse.files.text.CellText;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;

/// The form in which names are compared. Names that differ only in full or half width of letters and brackets, in
/// blanks and other invisible characters, or in letter case have the same key and count as the same name.
///
/// @param text without blanks, at most three times as long as the name
public record NameKey(String text) {
    private static final int FIRST_PRESENTATION_FORM = 0xFE10;
    private static final int LAST_SMALL_FORM = 0xFE6F;
    private static final int FIRST_WIDTH_FORM = 0xFF00;
    private static final int LAST_WIDTH_FORM = 0xFFEF;

    /// The key of a name.
    public static NameKey from(String name) {
        var folded = name.codePoints().mapToObj(NameKey::normalizeWidth).collect(Collectors.joining());
        var visible = Normalizer.normalize(folded, Normalizer.Form.NFC)
                .codePoints()
                .filter(character -> !CellText.isInvisible(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        // Letters that differ in one case only, such as ß and ss, become equal in the other.
        return new NameKey(visible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    /// Whether two names have the same key.
    public static boolean same(String a, String b) {
        return a.equals(b) || from(a).equals(from(b));
    }

    /// Normalises width and vertical forms only: NFKC of the whole name would also turn ① into 1 and Ⅱ into II.
    private static String normalizeWidth(int character) {
        var text = Character.toString(character);
        boolean isWidthForm = character >= FIRST_PRESENTATION_FORM && character <= LAST_SMALL_FORM
                || character >= FIRST_WIDTH_FORM && character <= LAST_WIDTH_FORM;
        return isWidthForm ? Normalizer.normalize(text, Normalizer.Form.NFKC) : text;
    }
}
