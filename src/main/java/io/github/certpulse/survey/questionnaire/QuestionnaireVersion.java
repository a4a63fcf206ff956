package io.github.certpulse.survey.questionnaire;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// A questionnaire and its version, written `teacher-2020@1`.
public record QuestionnaireVersion(String code, int version) {

    public QuestionnaireVersion {
        requireNonNull(code);
    }

    /// The questionnaire and version of a definition.
    public static QuestionnaireVersion from(Definition definition) {
        return new QuestionnaireVersion(definition.code(), definition.version());
    }

    /// Reads `teacher-2020@1`; empty if the text has another form.
    public static Optional<QuestionnaireVersion> parse(String text) {
        var at = text.lastIndexOf('@');
        if (at < 1 || !text.substring(at + 1).matches("[1-9]\\d{0,8}")) {
            return Optional.empty();
        }
        return Optional.of(new QuestionnaireVersion(text.substring(0, at), Integer.parseInt(text.substring(at + 1))));
    }

    @Override
    public String toString() {
        return code + "@" + version;
    }
}
