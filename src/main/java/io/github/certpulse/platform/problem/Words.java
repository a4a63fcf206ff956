package io.github.certpulse.platform.problem;

import static java.util.Objects.requireNonNull;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;

/// One text for people, in both languages of the service: Chinese first, English on request.
@Serdeable
public record Words(String zh, String en) {

    public Words {
        requireNonNull(zh);
        requireNonNull(en);
    }

    /// The text in the language asked for: English for an English locale, Chinese for every other.
    public String in(Locale locale) {
        return locale.getLanguage().equals("en") ? en : zh;
    }

    /// Both texts with `%s` and `%d` filled in.
    public Words with(Object... values) {
        return new Words(zh.formatted(values), en.formatted(values));
    }
}
