package io.github.certpulse.survey.codebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.definition.DefinitionReader;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.testing.PublishedInMemory;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Questionnaires of a few questions, and the official ones, for tests of codebooks.
final class ShortQuestionnaires {
    static final Questionnaires OFFICIAL = new Questionnaires(new PublishedInMemory());
    static final String TWO_OPTIONS = "{ 'code': 'A', 'label': '甲' }, { 'code': 'B', 'label': '乙' }";

    private ShortQuestionnaires() {}

    static Codebook official(String code) {
        return Codebook.from(OFFICIAL.find(code, 1).orElseThrow().definition());
    }

    static String single(String id, String options) {
        return question(id, "single", options);
    }

    static String multiple(String id, String options) {
        return question(id, "multiple", options);
    }

    private static String question(String id, String type, String options) {
        return "{ 'id': '%s', 'type': '%s', 'text': '题', 'required': true, 'options': [ %s ] }"
                .formatted(id, type, options);
    }

    static String options(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(each -> "{ 'code': '%d', 'label': '选项' }".formatted(each))
                .collect(Collectors.joining(","));
    }

    /// A questionnaire of these questions, numbered from 1 where they have no number.
    static Definition read(String... questions) {
        var numbered = IntStream.range(0, questions.length)
                .mapToObj(
                        place -> questions[place].contains("'number'") ? questions[place]
                                : questions[place].replaceFirst("'type'", "'number': " + (place + 1) + ", 'type'"))
                .collect(Collectors.joining(","));
        var ids = Stream.of(questions)
                .map(question -> question.replaceFirst(".*?'id': '([^']*)'.*", "'$1'"))
                .collect(Collectors.joining(","));
        var json =
                """
                        { 'code': 'short', 'version': 1, 'role': 'TEACHER', 'title': '短', \
                        'introduction': '请填写。', 'closing': '谢谢！',
                          'sections': [ { 'title': '一', 'questions': [ %s ] } ], 'questions': [ %s ], \
                        'contact': { 'introduction': '可以留下联系方式。' } }
                        """
                        .formatted(ids, numbered)
                        .replace('\'', '"');
        try {
            return DefinitionReader.read(Json.read(json.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
