package io.github.certpulse.survey.rosterwords;

import io.github.certpulse.survey.spelling.NameKey;
import java.util.Optional;
import java.util.regex.Pattern;

/// The text of a heading as it is compared: without width, blanks, line breaks, letter case, marks such as `*`, and a
/// number in front.
///
/// @param whole with what stands in brackets
/// @param plain without that: a unit, a remark
public record HeadingText(String whole, String plain) {
    private static final int MAX_CHARACTERS = 60;
    private static final Pattern MARK = Pattern.compile("[*★☆※●▲△:_\"“”'\\-]");
    private static final Pattern NUMBER = Pattern.compile("^\\d{1,2}[.、)]");
    private static final Pattern BRACKETS =
            Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*]|【[^【】]*】|〔[^〔〕]*〕|\\{[^{}]*}|<[^<>]*>");
    /// What stands in brackets changes what the column holds.
    private static final Pattern CODE = Pattern.compile(".*(代码|编码|编号|标识码|id)[)\\]】〕}>].*");
    private static final Pattern LATIN = Pattern.compile("[a-z/]+");
    private static final Pattern NOT_LATIN = Pattern.compile("[^a-z]+");

    /// The heading of a cell; empty for a text that is too long for one, and for a blank one.
    public static Optional<HeadingText> from(String cell) {
        if (cell.isEmpty() || cell.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        var whole = NUMBER.matcher(key(cell)).replaceFirst("");
        var plain = CODE.matcher(whole).matches() ? whole : BRACKETS.matcher(whole).replaceAll("");
        return whole.isEmpty() ? Optional.empty() : Optional.of(new HeadingText(whole, plain));
    }

    /// Whether two cells have the same heading.
    public static boolean same(String a, String b) {
        return from(a).filter(heading -> from(b).filter(heading::equals).isPresent()).isPresent();
    }

    /// The form of a heading in a list of known ones.
    public static String key(String heading) {
        return MARK.matcher(NameKey.from(heading).text()).replaceAll("");
    }

    /// The English half of a heading in both languages, 学校 School.
    public String english() {
        return NOT_LATIN.matcher(plain).replaceAll("");
    }

    /// The Chinese half of such a heading.
    public String chinese() {
        return LATIN.matcher(plain).replaceAll("");
    }
}
