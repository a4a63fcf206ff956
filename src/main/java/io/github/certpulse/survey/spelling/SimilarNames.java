package io.github.certpulse.survey.spelling;

import java.util.List;
import java.util.regex.Pattern;

/// Tells whether two long names could be one name with a slip of the pen: they differ by one character, or by two in
/// different places, or by a word that many names have (职业技术学院, 职业学院). Names that differ by a number or a direction
/// (第一, 第二; 南校区, 北校区) are two.
public record SimilarNames(String key, long letters) {
    private static final int MIN_LENGTH_FOR_ONE = 6;
    private static final int MIN_LENGTH_FOR_TWO = 8;
    private static final int MAX_LETTERS_APART = 4;
    private static final String NUMBERS = "0123456789零〇一二三四五六七八九十百①②③④⑤ⅰⅱⅲⅳ甲乙丙丁戊己庚辛壬癸";
    private static final List<String> OPPOSITES = List.of("东西南北中上下左右前后新老大小内外", "初中高");
    private static final Pattern COMMON_WORD =
            Pattern.compile("职业|技术|学院|学校|大学|中等|高等|专业|专科|高级|中学|高中|教育|中心|集团|[省市县区]");

    /// A name to be compared.
    public static SimilarNames from(NameKey name) {
        var letters = name.text().chars().mapToLong(letter -> 1L << (letter % Long.SIZE)).reduce(0, (a, b) -> a | b);
        return new SimilarNames(name.text(), letters);
    }

    /// Whether the names have so many characters in common that it is worth comparing them. Fast.
    public boolean isNear(SimilarNames other) {
        return Math.abs(key.length() - other.key.length()) <= 2
                && Math.min(key.length(), other.key.length()) >= MIN_LENGTH_FOR_ONE - 1
                && Long.bitCount(letters ^ other.letters) <= MAX_LETTERS_APART;
    }

    /// Whether the names could be one.
    public boolean couldBe(SimilarNames other) {
        if (!isNear(other) || key.equals(other.key)) {
            return false;
        }
        int longest = Math.max(key.length(), other.key.length());
        int start = commonPrefix(key, other.key);
        int end = commonSuffix(key, other.key, start);
        var mine = key.substring(start, key.length() - end);
        var others = other.key.substring(start, other.key.length() - end);
        if (isCounted(mine, others)) {
            return false;
        }
        if (isOneSlip(mine, others)) {
            return longest >= MIN_LENGTH_FOR_ONE;
        }
        if (longest < MIN_LENGTH_FOR_TWO) {
            return false;
        }
        boolean oneWord = Math.max(mine.length(), others.length()) <= 2;
        return oneWord ? withoutCommonWords(key).equals(withoutCommonWords(other.key)) : isTwoSlips(mine, others);
    }

    /// Whether nothing but a number or a direction differs.
    private static boolean isCounted(String a, String b) {
        return consistsOf(NUMBERS, a) && consistsOf(NUMBERS, b) || !a.isEmpty() && !b.isEmpty()
                && OPPOSITES.stream().anyMatch(opposites -> consistsOf(opposites, a) && consistsOf(opposites, b));
    }

    private static boolean consistsOf(String letters, String text) {
        return text.chars().allMatch(letter -> letters.indexOf(letter) >= 0);
    }

    /// A character more, less or another, or two exchanged. Neither text begins or ends like the other.
    private static boolean isOneSlip(String a, String b) {
        return a.length() <= 1 && b.length() <= 1
                || a.length() == 2 && b.length() == 2 && a.charAt(0) == b.charAt(1) && a.charAt(1) == b.charAt(0);
    }

    /// One slip at the beginning and one at the end, with the same text between them.
    private static boolean isTwoSlips(String a, String b) {
        for (int fromA = 0; fromA <= 1; fromA++) {
            for (int fromB = 0; fromB <= 1; fromB++) {
                if (fromA + fromB > 0 && isOneSlipAtTheEnd(a.substring(fromA), b.substring(fromB))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOneSlipAtTheEnd(String a, String b) {
        int same = commonPrefix(a, b);
        return same > 0 && a.length() - same <= 1 && b.length() - same <= 1;
    }

    private static String withoutCommonWords(String name) {
        return COMMON_WORD.matcher(name).replaceAll("");
    }

    private static int commonPrefix(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return length;
    }

    private static int commonSuffix(String a, String b, int prefix) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) - prefix
                && a.charAt(a.length() - 1 - length) == b.charAt(b.length() - 1 - length)) {
            length++;
        }
        return length;
    }
}
