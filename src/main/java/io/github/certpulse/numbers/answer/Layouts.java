package io.github.certpulse.numbers.answer;

import io.github.certpulse.survey.publishing.Questionnaires;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps one layout for each version of a questionnaire.
@Singleton
public class Layouts {
    private final Questionnaires questionnaires;
    private final Map<Version, Layout> layouts = new ConcurrentHashMap<>();

    public Layouts(Questionnaires questionnaires) {
        this.questionnaires = questionnaires;
    }

    private record Version(String code, int version) {}

    /// The layout of a version; empty where there is no such questionnaire.
    public Optional<Layout> find(String code, int version) {
        return Optional.ofNullable(
                layouts.computeIfAbsent(
                        new Version(code, version),
                        _ -> questionnaires.find(code, version)
                                .map(found -> new Layout(found.definition()))
                                .orElse(null)));
    }
}
