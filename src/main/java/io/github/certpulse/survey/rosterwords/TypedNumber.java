package io.github.certpulse.survey.rosterwords;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/// A number of persons as people type it and as programs save it: `302`, `302人`, `１２０`, `1,200`, `1.2E2`, `120.0`.
public final class TypedNumber {
    private static final int FIRST_WIDE = 0xFF01;
    private static final int LAST_WIDE = 0xFF5E;
    private static final int WIDE_FROM_NARROW = 0xFEE0;
    private static final Pattern UNIT =
            Pattern.compile("\\s*(\\((人|名|位|个|人次)\\)|人|名|位|个|人次|persons?|students?)?\\s*[,，、。;.]?$");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");
    /// A sum of fractions in a spreadsheet is that far from the number that is meant, at most.
    private static final BigDecimal NOISE = new BigDecimal("0.000001");
    private static final int MAX_SCALE = 30;

    private TypedNumber() {}

    /// The whole number in plain digits, or one too large to be written out; empty where the text is none. The size is
    /// for the caller to check before the number is written out, because `1E999999999` would fill the memory.
    public static Optional<BigDecimal> parse(String text) {
        var digits = UNIT.matcher(narrow(text)).replaceFirst("");
        if (THOUSANDS.matcher(digits).matches()) {
            digits = digits.replace(",", "");
        }
        try {
            return whole(new BigDecimal(digits).stripTrailingZeros());
        } catch (NumberFormatException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /// The text with full-width digits and signs as their usual forms.
    public static String narrow(String text) {
        var narrow = new StringBuilder(text);
        for (int i = 0; i < narrow.length(); i++) {
            var c = narrow.charAt(i);
            if (c >= FIRST_WIDE && c <= LAST_WIDE) {
                narrow.setCharAt(i, (char) (c - WIDE_FROM_NARROW));
            }
        }
        return narrow.toString();
    }

    private static Optional<BigDecimal> whole(BigDecimal number) {
        if (number.scale() <= 0) {
            return Optional.of(number);
        }
        if (number.scale() > MAX_SCALE) {
            return Optional.empty();
        }
        var whole = number.setScale(0, RoundingMode.HALF_EVEN);
        return whole.signum() != 0 && number.subtract(whole).abs().compareTo(NOISE) < 0 ? Optional.of(whole)
                : Optional.empty();
    }
}
