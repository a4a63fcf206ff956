package io.github.certpulse.survey.questionnaire;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Who answers: each role has its own questionnaire, its own code and its own quota.
public enum Role {
    TEACHER,
    STUDENT;

    /// As addresses and names of files write it: in small letters.
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
