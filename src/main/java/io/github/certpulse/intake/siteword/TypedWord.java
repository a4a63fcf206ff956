package io.github.certpulse.intake.siteword;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Optional;

/// A site word as somebody typed it. It is not shown in texts.
///
/// @param text without blanks; digits have half width
public record TypedWord(String text) {

    public TypedWord {
        requireNonNull(text);
    }

    /// Reads what was typed; width of digits, blanks and dashes do not matter. Empty where nothing was typed.
    public static Optional<TypedWord> parse(String typed) {
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}-]", "");
        return text.isEmpty() ? Optional.empty() : Optional.of(new TypedWord(text));
    }

    /// Takes the same time for every wrong word.
    boolean is(String word) {
        return MessageDigest.isEqual(text.getBytes(UTF_8), word.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "TypedWord[hidden]";
    }
}
