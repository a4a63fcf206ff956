package io.github.certpulse.survey.definition;

import static java.util.Objects.requireNonNull;

import io.github.certpulse.platform.problem.Words;

/// One place of a definition that breaks a rule.
///
/// @param code stable and in kebab case
public record DefinitionViolation(Place place, String code, Words words) {

    public DefinitionViolation {
        requireNonNull(place);
        requireNonNull(code);
        requireNonNull(words);
    }

    /// Where a violation is. Questions are counted from 0, because two may have the same id.
    public sealed interface Place {
        /// The list of sections.
        record Sections() implements Place {}

        record Item(int question, Part part) implements Place {}

        record Choice(int question, String option) implements Place {}
    }

    /// Which part of a question breaks a rule.
    public enum Part { ID, NUMBER, SECTION, OPTIONS, PREFILL, REQUIRED, VISIBLE_WHEN }
}
