package io.github.certpulse.survey.questionnaire;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The role of a respondent. Each role has its own questionnaire, entry code and quota.
public enum Role {
    TEACHER,
    STUDENT;

    /// The name in lower case, as in URLs and file names.
    public String inAddress() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param name exactly as [#name()] writes it
    public static Optional<Role> parse(String name) {
        return Stream.of(values()).filter(role -> role.name().equals(name)).findFirst();
    }

    /// @param text exactly as [#inAddress()] writes it
    public static Optional<Role> parseInAddress(String text) {
        return Stream.of(values()).filter(role -> role.inAddress().equals(text)).findFirst();
    }
}
