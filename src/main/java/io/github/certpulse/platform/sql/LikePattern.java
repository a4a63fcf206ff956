package io.github.certpulse.platform.sql;

/// Patterns for SQL's `like … escape '!'`.
public final class LikePattern {

    private LikePattern() {}

    /// Whatever contains the text; the text's own `%` and `_` have no special meaning.
    public static String containing(String text) {
        return "%" + text.replaceAll("[!%_]", "!$0") + "%";
    }
}
