package io.github.certpulse.survey.form;

import io.github.certpulse.files.text.CellText;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Yes and no, as people write them into a column such as `required`.
public final class YesNo {
    private static final Set<String> YES =
            Set.of("yes", "y", "true", "true()", "1", "on", "√", "✓", "✔", "是", "对", "必填", "必答", "必须");
    private static final Set<String> NO = Set.of(
            "no",
            "n",
            "false",
            "false()",
            "0",
            "off",
            "×",
            "否",
            "不",
            "选填",
            "选答",
            "非必填",
            "非必答",
            "不必填",
            "可选");

    private YesNo() {}

    /// Whether the text means yes; empty if it means neither.
    public static Optional<Boolean> parse(String text) {
        var word = CellText.oneLine(text).toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return Optional.of(true);
        }
        return NO.contains(word) ? Optional.of(false) : Optional.empty();
    }
}
