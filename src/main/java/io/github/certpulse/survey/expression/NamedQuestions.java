package io.github.certpulse.survey.expression;

import java.util.SequencedMap;

/// What an expression needs to know about the questions that it names. Questions and options have the names that their
/// author gave them; a definition may know them by others.
public interface NamedQuestions {

    /// The question's id in the definition; the name itself for an unknown question.
    String id(String name);

    /// Whether the question is a multiple choice, to which `=` does not apply.
    boolean isMultiple(String name);

    /// The codes of the question's options by name, in their order; empty for a text and for an unknown question.
    SequencedMap<String, String> options(String name);
}
