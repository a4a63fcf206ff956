package io.github.certpulse.console.office.questionnaires;

import io.github.certpulse.console.office.questionnaires.Catalogue.Published;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// What the list of questionnaires shows.
///
/// @param questionnaires of each, all versions, newest first
public record CatalogueList(List<List<Published>> questionnaires) {
    public CatalogueList {
        questionnaires = List.copyOf(questionnaires);
    }

    static CatalogueList from(List<Published> all) {
        return new CatalogueList(
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
