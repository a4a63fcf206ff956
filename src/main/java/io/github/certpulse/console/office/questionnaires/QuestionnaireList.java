package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.console.office.questionnaires.PublishedVersions.PublishedVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// The list of questionnaires.
///
/// @param questionnaires for each questionnaire all its versions, newest first
public record QuestionnaireList(List<List<PublishedVersion>> questionnaires) {
    public QuestionnaireList {
        questionnaires = List.copyOf(questionnaires);
    }

    static QuestionnaireList from(List<PublishedVersion> all) {
        return new QuestionnaireList(
                List.copyOf(
                        all.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                each -> each.definition().code(),
                                                LinkedHashMap::new,
                                                Collectors.toList()))
                                .values())
                        .reversed());
    }
}
