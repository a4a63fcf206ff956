package io.github.certpulse.testing;

import io.micronaut.json.tree.JsonNode;
import java.util.Locale;

/// Sets of whom a campaign asks the site word, and finds out the words as clerks do.
public final class SiteWordRules {
    private SiteWordRules() {}

    /// @param rule as JSON, such as `{"teacher":"WEB"}`
    public static Reply set(Province province, String rule) {
        return province.office().put(province.path() + "/site-words", Sheets.json(rule));
    }

    /// Today's word of a role, `TEACHER` or `STUDENT`, from the school's own interface.
    public static String word(Visitor clerk, String role) {
        return clerk.get("/api/v1/school/site-words")
                .expect(200)
                .list("items")
                .stream()
                .filter(item -> item.get("role").getStringValue().equals(role))
                .findFirst()
                .orElseThrow()
                .get("word")
                .getStringValue();
    }

    /// Another word of six digits.
    public static String wrong(String word) {
        return String.format(Locale.ROOT, "%06d", (Integer.parseInt(word) + 1) % 1_000_000);
    }

    /// The sheet with a word.
    public static JsonNode with(JsonNode sheet, String word) {
        return Sheets.with(sheet, "siteWord", "\"" + word + "\"");
    }
}
