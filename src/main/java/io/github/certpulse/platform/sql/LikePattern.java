package io.github.certpulse.platform.sql;

/// Patterns for SQL's `like … escape '!'`.
public final class LikePattern {

    private LikePattern() {}

    /// Matches everything that contains the text; `%` and `_` in the text have no special meaning.
    public static String containing(String text) {
        return "%" + text.replaceAll("[!%_]", "!$0") + "%";
    }
}
