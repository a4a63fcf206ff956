package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Definition;
import java.util.List;

/// The differences between two versions of a questionnaire, except for the version number. Questions are matched by id,
/// options by code. Empty where the versions are equal.
public record VersionChanges(List<VersionChange> all) {

    /// @param where  the question, or the whole questionnaire
    /// @param what   what has changed, such as the wording
    /// @param before empty where something was added
    /// @param after  empty where something was removed
    public record VersionChange(Words where, Words what, Words before, Words after) {}

    public VersionChanges {
        all = List.copyOf(all);
    }

    public static VersionChanges between(Definition before, Definition after) {
        return new DefinitionComparison(before, after).compare();
    }
}
