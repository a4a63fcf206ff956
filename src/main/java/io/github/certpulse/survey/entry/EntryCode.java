package io.github.certpulse.survey.entry;

import io.github.certpulse.platform.database.Ids;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// The code that stands behind a school's QR picture: ten random characters, 49 bits, so that nobody guesses one, and a
/// check character (ISO/IEC 7064, MOD 37,36) that catches every mistyped character. It overlooks a few swaps of two
/// neighbours; codes in which one would go unnoticed are not given out. Letters and digits that look alike (0 O, 1 I L,
/// U V) are not used, and no dot, which WeChat's verification file needs.
///
/// @param text 11 characters, upper case
public record EntryCode(String text) {
    private static final String ISO_7064 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int RANDOM_LENGTH = 10;

    public EntryCode {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("no entry code");
        }
    }

    /// A new code. Codes whose check character would be hard to read, or that are still codes with two neighbours
    /// swapped, are drawn again.
    public static EntryCode draw(SecureRandom random) {
        while (true) {
            var text = new StringBuilder(Ids.readable(random, RANDOM_LENGTH));
            var check = checkCharacter(text);
            text.append(check);
            if (Ids.READABLE.indexOf(check) >= 0 && everySwapShows(text)) {
                return new EntryCode(text.toString());
            }
        }
    }

    /// The code that somebody scanned or typed, in whatever case and width and with blanks anywhere; empty where it
    /// cannot be one.
    public static Optional<EntryCode> parse(String typed) {
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        return isWellFormed(text) ? Optional.of(new EntryCode(text)) : Optional.empty();
    }

    private static boolean isWellFormed(String text) {
        return text.length() == RANDOM_LENGTH + 1
                && text.chars().allMatch(character -> Ids.READABLE.indexOf(character) >= 0)
                && text.charAt(RANDOM_LENGTH) == checkCharacter(text.subSequence(0, RANDOM_LENGTH));
    }

    private static boolean everySwapShows(CharSequence text) {
        for (var i = 0; i + 1 < text.length(); i++) {
            var swapped = new StringBuilder(text);
            swapped.setCharAt(i, text.charAt(i + 1));
            swapped.setCharAt(i + 1, text.charAt(i));
            if (text.charAt(i) != text.charAt(i + 1) && isWellFormed(swapped.toString())) {
                return false;
            }
        }
        return true;
    }

    private static char checkCharacter(CharSequence text) {
        var remainder = 36;
        for (var i = 0; i < text.length(); i++) {
            var sum = (remainder + ISO_7064.indexOf(text.charAt(i))) % 36;
            remainder = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return ISO_7064.charAt((37 - remainder) % 36);
    }
}
