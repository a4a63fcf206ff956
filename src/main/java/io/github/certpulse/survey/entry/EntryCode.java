package io.github.certpulse.survey.entry;

import io.github.certpulse.platform.id.Ids;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// The code in a school's QR picture: ten random characters, 49 bits, so that codes cannot be guessed, and a check
/// character (ISO/IEC 7064, MOD 37,36) that detects every mistyped character. It does not detect every swap of two
/// neighbours, so codes with an undetectable swap are not used. Letters and digits that look alike (0 O, 1 I L, U V) do
/// not occur, and neither does the dot, by which `/s/` serves WeChat's verification file.
///
/// @param text 11 characters, upper case
public record EntryCode(String text) {
    private static final String ISO_7064 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int RANDOM_LENGTH = 10;

    public EntryCode {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("Not an entry code");
        }
    }

    /// A new random code. Its check character is easy to read, and it is not valid with two neighbours swapped.
    public static EntryCode draw(SecureRandom random) {
        while (true) {
            var text = new StringBuilder(Ids.readable(random, RANDOM_LENGTH));
            var check = checkCharacter(text);
            text.append(check);
            if (Ids.READABLE.indexOf(check) >= 0 && detectsEverySwap(text)) {
                return new EntryCode(text.toString());
            }
        }
    }

    /// Reads a code that was scanned or typed; case, width and blanks do not matter. Empty if the text is not a code.
    public static Optional<EntryCode> parse(String typed) {
        if (isWellFormed(typed)) {
            return Optional.of(new EntryCode(typed));
        }
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        return isWellFormed(text) ? Optional.of(new EntryCode(text)) : Optional.empty();
    }

    private static boolean isWellFormed(String text) {
        return text.length() == RANDOM_LENGTH + 1
                && text.chars().allMatch(character -> Ids.READABLE.indexOf(character) >= 0)
                && text.charAt(RANDOM_LENGTH) == checkCharacter(text.subSequence(0, RANDOM_LENGTH));
    }

    private static boolean detectsEverySwap(CharSequence text) {
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
